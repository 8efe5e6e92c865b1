"""Functions in text form that several tests share."""

# One of everything that the text form can say.
EVERYTHING = '''\
nest "file.py:12 f"
constants
  c0 "type float"
  c1 "code f"
  c2 "str \\"quoted\\" \\\\ \\x01"
  c3 "dict globals"
  c4 "function g"

block B0:
  %1 = load_slot 3                              @12
  %2 = check_type %1, c0 else B5                        ; type float
  %3 = unbox_f64 %2                             @13
  %4 = int -9223372036854775808
  %5 = bool 1
  %6 = const c2                                         ; str "quoted" \\ \x01
  store_slot 4, %6
  clear_slot 5
  flush s2
  jump B1(%3, %4)                               @0

block B1(%7:f64, %8:i64) header=s0 no_hoist:
  %9 = float 0x3ff8000000000000                         ; 1.5
  poll else B7
  %11 = call atan2 %7, %9                       @14
  %12 = call error_set
  %13 = flt %11, %9
  branch %13, B1(%11, %8), B7

block B5:
  exit s1

block B7:
  exit s3

snapshots
  s0 point 3 resume
    frame code=c1 function=- pc=12 locals 3 [keep, null, %7] stack 0 []  ; code f
  s1 point 4 raise
    frame code=c1 function=- pc=12 locals 2 [keep, %1] stack 1 [&%1]  ; code f
  s2 point 4 resume
    frame code=c1 function=- pc=13 locals 1 [keep] stack 0 []  ; code f
  s3 point 5 poll
    store range_index(&%1) = %8
    store global(c3, c2) = %7
    virtual v0 = range_iter(%8, %8, %8, %8)
    virtual v1 = tuple(v0, c2, %7)
    frame code=c1 function=- pc=12 locals 4 [keep, c2, %7, &%1] stack 1 [v1]  ; code f
    frame code=c1 function=c4 pc=3 locals 1 [v1] stack 2 [null, %8]  ; code f
'''

# What tests of one rule start from: an entry, a loop, an exit.
LOOP = '''\
nest "loop"
constants
  c0 "code f"
  c1 "type int"
block B0:
  %1 = int 0
  %2 = int 10
  jump B1(%1)
block B1(%3:i64) header=s1:
  %4 = int 1
  %5 = iadd_check %3, %4 else B2
  poll else B2
  %6 = ilt %5, %2
  branch %6, B1(%5), B2
block B2:
  exit s0
snapshots
  s0 point 0 resume
    frame code=c0 pc=4 locals [%2]
  s1 point 1 resume
    frame code=c0 pc=2 locals [%3]
'''


def loop(*changes):
    """LOOP with some lines replaced; `changes` are pairs."""
    text = LOOP
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
