"""Rarer expressions, as tables of templates (see Expressions.rare).

<i> is an expression of that kind (see generate.py), <n> one of any number, <if> one of kind i or f; @A a variable of kind A,
the same throughout, @A[] an item of it. A template whose variable does not exist is left out.
"""

INTS = """
G0
G0
r0(<i>, <i>)
star(<i>, <i>, k=<i>)
star(<i>, q=1)
star(*(<i>, <i>))
picky(<i>)
picky(<i> % 7)
deep(<i> % 9)
only(<i>, <i>, k=<i>)
only(<i>)
folded(<LAt>)
C.make(<i>)
C.plain(<i>)
sum(j * 2 for j in range(<i> % 5))
sum(c * <i> for c in range(<i> % 6))
max((c - <i> for c in (1, 5)), default=4)
any(c > <i> for c in range(5))
all(c > <i> for c in range(5))
len({c for c in range(<i> % 9)})
len({c: c * <i> for c in (1, 2, 2)})
len([*range(<i> % 6), *(1, 2)])
len('%d' % <i>)
len(str(<f>))
int(str(<i>))
int(<b>)
I(<i>)
J(<i>)
ord('abc'[<i> % 3])
max((<i>, <i>, <i>))
(<i>).bit_length()
(<i>).__index__()
(<i>).__add__(3)
(lambda: <i>)()
(lambda *a: len(a))(<i>, 2)
[<i>, 4, 5][0]
[<i>, 4, 5][-1]
[<i>, 4, 5][True]
[<i>, 4, 5][P(1)]
[<i>, 4, 5][<i>]
(<i>, 6)[0]
(<i>, 6)[-1]
(<i>, 6)[True]
eval('G0')
next(iter(<L>), 4)
isinstance(<i>, int)
hash(<i>)
int.from_bytes(b'a', 'big')
int.from_bytes(b'abcdefgh', 'big')
int.from_bytes(bytes([255] * 8), 'big')
2 ** (<i> % 70)
pow(<i>, 2)
pow(<i>, 3)
pow(<i>, <i> & 3)
(<i> ** 0)
(1 << (<i> & 63))
(<i> >> (<i> & 127))
(<i> ^ <i>) & 1
(<b> ^ <i>)
(-<i>) % 5
round(<i>, -1)
math.gcd(<i>, 12)
math.gcd(<i>, <i>)
math.isqrt(abs(<i>))
math.factorial(<i> % 9)
math.comb(9, <i> % 9)
math.trunc(<f>)
math.ceil(<f>)
int(<f> // 1)
[9, 8, 7].index(8)
sum(<LA>)
sum(range(<i> % 20))
sum(Y(<i> % 5))
O(<i>).x
(<i> + O(2))
(<i> * O(3))
sum(<L>)
(<i> ** 2)
pow(<i>, 2, 97)
divmod(<i>, 7)[0]
divmod(<i>, 7)[1]
round(<f>)
math.floor(<f>)
(<i> and <i>)
(<i> or <i>)
len(range(<i>))
int.__add__(<i>, 1)
(lambda a, b=<i>: a - b)(<i>)
@o.total(<i>)
@o(<i>)
len(@o)
@o[<i>]
sum(@o)
getattr(@o, 'x')
getattr(@o, 'w', 6)
@o.slot
@o.gone
@A[]
@A[]
@A[]
len(@A)
sum(@A)
len(@S)
(<i> in @S)
sum(v for v in @S if v == v)
len(@S | {<i>})
@B[]
@B[]
len(@B)
@B.find(b'l')
@B.count(<i> % 256)
ord(@s[])
len(@s)
@s.find('b')
@s.count('a')
int(@s or 3)
hash(@s) % 97
@L.count(<if>)
len(@L[<i>:])
len(@L[<i>:<i>:2])
@L.index(<i>)
@F.count(<if>)
len(@F[<i>:])
len(@N)
len(@N[])
sum(map(len, @N))
"""

FLOATS = """
math.floor(<f>)
math.ceil(<f>)
math.trunc(<f>)
math.exp2(<f>)
math.expm1(<f>)
math.log1p(<f>)
math.degrees(<f>)
math.radians(<f>)
math.asinh(<f>)
math.erf(<f>)
math.exp(<f>)
math.log(<f>)
math.log2(<f>)
math.log10(<if>)
math.cbrt(<f>)
math.gamma(<f>)
math.fmod(<f>, <f>)
math.ldexp(<f>, <i> % 9)
math.fsum([<f>, 1.0])
math.frexp(<f>)[0]
math.modf(<f>)[1]
math.pow(<f>, 2.0)
math.nextafter(<f>, 1.0)
math.ulp(<f>)
math.remainder(<f>, 3.0)
math.dist((<f>, 1.0), (0.0, 2.0))
math.hypot(<f>, <f>)
math.prod([<f>, 2])
round(<f>, 2)
float(str(<f>))
sum([<f>, <i>])
divmod(<f>, 2.5)[0]
divmod(<f>, 2.5)[1]
(<f>).__mul__(2.0)
(<f> or <f>)
(<f> and <f>)
max(<f>, <i>, 1.0)
min((<f>, 2))
(<f>).real
abs(complex(<f>, 1))
(<f> // <i>)
(<f> % <i>)
(<i> ** -1)
(<i> ** -2)
(<i> ** 0.5)
(<i> ** 1.0)
(<i> / <i>)
R(<f>)
float.fromhex('0x1.8p3')
float('nan')
float('1e400')
float('-0.0')
float('inf')
sum(c * 0.5 for c in range(<i> % 5))
(<f> - O(2.5))
(<f> if <b> else 0.0) + 0.0
sum(@F)
max(@F)
min(@F, default=0.0)
@F[-1]
math.fsum(@F)
@A[0] * 0.5
"""

BOOLS = """
(math.nan in <F>)
(<f> in <F>)
(<n> in (<n>, <n>))
(<n> in {<n>, 2})
(<i> in range(<i>))
math.isnan(<f>)
math.isinf(<f>)
math.isfinite(<n>)
(<f>).is_integer()
math.isclose(<n>, <n>)
(<n> is None)
(<n> is not None)
(<n> != <n> != <n>)
(<n> == O(2))
(<n> < O(3))
hasattr(<n>, 'real')
(type(<n>) is int)
(type(<n>) is float)
(type(<n>) is bool)
issubclass(type(<n>), int)
callable(<n>)
(<b> in [<n>])
('a' in <s>)
(<s> < <s>)
(<L> == <L>)
(<t> < <t>)
(<F> <= <F>)
bool(<LAsSdB>)
(not <LAsSd>)
(True is <b>)
(None is <b>)
(<i> == 2**53)
(<i> == 2.0**53)
(<i> == 1.5)
(<i> == 2**64)
(<i> == float(2**63))
"""

TABLES = {kind: [line for line in text.split("\n") if line] for kind, text in (("i", INTS), ("f", FLOATS), ("b", BOOLS))}
