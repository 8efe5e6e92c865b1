"""The part of random functions that is about what is known of numbers: bounds of ints, comparisons that follow from others.

Ranges is a base of random_ir.Program. Its statements first make something known, then ask questions near the edge of what is known.
"""

import random_inputs as inputs
from random_inputs import HIGH, LOW


def clip(low, high):
    """The interval as far as it fits 64 bits; None if it does not at all."""
    return (max(low, LOW), min(high, HIGH)) if low <= HIGH and high >= LOW and low <= high else None


class Ranges:
    def _int(self, value):
        return self.emit("i64", "int", max(LOW, min(HIGH, value)))

    # --- intervals ---

    def interval(self):
        """A chain of operations whose bounds are known, then comparisons and checks at the bounds."""

        def main(fail):
            value, bounds = self.pick("i64"), (LOW, HIGH)
            for _ in range(self.r.randrange(1, 4)):
                value, bounds = self._step(value, bounds, fail)
            return [value, *[self._question(value, bounds, fail) for _ in range(self.r.randrange(1, 4))]]

        self.guarded(main, likely=False)

    def _step(self, value, bounds, fail):
        return self.r.choice([self._mask, self._modulo, self._modulo, self._shift_right, self._quotient, self._add, self._add, self._add_wrapping, self._times, self._invert,
                              self._choose, self._absolute, self._check_index, self._limit, self._limit, self._negate, self._power])(value, bounds, fail)  # fmt: skip

    def _mask(self, value, bounds, fail):
        mask = self.r.choice([0, 1, 2, 3, 5, 7, 12, 63, 255, 2**53 - 1, 2**54 - 1, HIGH])
        return self.emit("i64", "iand", value, self._int(mask)), (0, min(mask, bounds[1]) if bounds[0] >= 0 else mask)

    def _some(self, fail):
        """A small number whose bounds are known, and they."""
        bits = self.emit("i64", "iand", self.pick("i64"), self._int(self.r.choice([1, 3, 7])))
        low = self.r.choice([0, 1, 1, 2, -1, -3, -9])
        return self.emit("i64", "iadd", bits, self._int(low)), (low, low + 7)

    def _modulo(self, value, bounds, fail):
        if self.chance(0.4):
            divisor, (low, high) = self._some(fail)
            divisor = self.emit("i64", "check_nonzero", divisor, fail=fail)
            return self.emit("i64", "imod", value, divisor), (0, high - 1) if low > 0 else (min(low + 1, 0), max(high - 1, 0))
        by = self.r.choice([1, 2, 3, 3, 4, 7, -1, -2, -3, -5, 1000])
        divisor = self.emit("i64", "check_nonzero", self._int(by), fail=fail)
        return self.emit("i64", "imod", value, divisor), (0, by - 1) if by > 0 else (by + 1, 0)

    def _quotient(self, value, bounds, fail):
        if self.chance(0.4):
            divisor, (low, high) = self._some(fail)
            divisor = self.emit("i64", "check_nonzero", divisor, fail=fail)
            ends = [end // by for end in bounds for by in (low or 1, high or -1, 1, -1) if low <= by <= high]
            return self.must_use(self.emit("i64", "ifloordiv", value, divisor, fail=fail)), clip(min(ends), max(ends)) or bounds
        by = self.r.choice([1, 2, 3, 7, 2**31, -1, -2, 5])
        divisor = self.emit("i64", "check_nonzero", self._int(by), fail=fail)
        ends = [end // by for end in bounds]
        return self.must_use(self.emit("i64", "ifloordiv", value, divisor, fail=fail)), clip(min(ends), max(ends))

    def _shift_right(self, value, bounds, fail):
        if self.chance(0.4):
            count = self.emit("i64", "iand", self.pick("i64"), self._int(self.r.choice([1, 3, 7])))
            shifted = self.emit("i64", "ishr", value, self.emit("i64", "check_nonnegative", count, fail=fail))
            return shifted, (min(bounds[0], bounds[0] >> 7), max(bounds[1], bounds[1] >> 7))
        by = self.r.choice([0, 1, 2, 5, 31, 62, 63, 64, 200])
        count = self.emit("i64", "check_nonnegative", self._int(by), fail=fail)
        return self.emit("i64", "ishr", value, count), (bounds[0] >> min(by, 63), bounds[1] >> min(by, 63))

    def _add(self, value, bounds, fail):
        by, name = self.r.choice([1, -1, 2, 7, -8, HIGH - bounds[1], LOW - bounds[0], HIGH]), self.r.choice(["iadd_check", "isub_check"])
        by = max(LOW + 1, min(HIGH, by))
        exact = by if name == "iadd_check" else -by
        found = clip(bounds[0] + exact, bounds[1] + exact)
        return self.must_use(self.emit("i64", name, value, self._int(by), fail=fail)), found or bounds

    def _add_wrapping(self, value, bounds, fail):
        by = self.r.choice([1, -1, 3, -4, HIGH - bounds[1], HIGH - bounds[1] + 1, LOW])
        by = max(LOW, min(HIGH, by))
        fits = bounds[0] + by >= LOW and bounds[1] + by <= HIGH
        return self.emit("i64", "iadd", value, self._int(by)), (bounds[0] + by, bounds[1] + by) if fits else (LOW, HIGH)

    def _times(self, value, bounds, fail):
        by = self.r.choice([0, 2, 3, -1, -3, 8, 2**31, HIGH // max(1, bounds[1])])
        ends = [end * by for end in bounds]
        if self.chance(0.3) and by > 0 and by & (by - 1) == 0:
            return self.must_use(self.emit("i64", "ishl_check", value, self._int(by.bit_length() - 1), fail=fail)), clip(min(ends), max(ends)) or bounds
        return self.must_use(self.emit("i64", "imul_check", value, self._int(by), fail=fail)), clip(min(ends), max(ends)) or bounds

    def _invert(self, value, bounds, fail):
        return self.emit("i64", "inot", value), (~bounds[1], ~bounds[0])

    def _negate(self, value, bounds, fail):
        return self.must_use(self.emit("i64", "ineg_check", value, fail=fail)), clip(-bounds[1], -bounds[0]) or bounds

    def _absolute(self, value, bounds, fail):
        ends = [abs(end) for end in bounds]
        return self.must_use(self.emit("i64", "iabs_check", value, fail=fail)), clip(0 if bounds[0] <= 0 <= bounds[1] else min(ends), max(ends)) or bounds

    def _power(self, value, bounds, fail):
        return self.must_use(self.emit("i64", "ipow_check", value, self._int(self.r.choice([0, 1, 2, 3])), fail=fail)), (0, HIGH)

    def _choose(self, value, bounds, fail):
        other = self.r.choice([0, 1, -1, 10, HIGH, LOW, bounds[0], bounds[1]])
        args = [value, self._int(other)]
        if self.chance(0.5):
            args.reverse()
        return self.emit("i64", "iselect", self.pick("b1"), *args), (min(other, bounds[0]), max(other, bounds[1]))

    def _check_index(self, value, bounds, fail):
        end = self.r.choice([1, 2, 5, bounds[1], HIGH])
        return self.emit("i64", "check_index", value, self._int(end), fail=fail), clip(max(bounds[0], 0), min(bounds[1], end - 1)) or bounds

    def _limit(self, value, bounds, fail):
        """A comparison with a constant, which holds from here on."""
        at = self.r.choice([0, 1, 5, -1, bounds[0] + 1, bounds[1] - 1, bounds[1] // 2, 2**53, 2**53 + 1, -(2**53), -(2**53) - 1])
        at = max(LOW + 1, min(HIGH - 1, at))
        name, kind = self.r.choice(["ilt", "ile"]), self.r.choice(["check_true", "check_false"])
        first = self.chance(0.5)
        args = [value, self._int(at)] if first else [self._int(at), value]
        self.emit(None, kind, self.emit("b1", name, *args), fail=fail)
        below = first == (kind == "check_true")
        strict = (name == "ilt") == (kind == "check_true")
        found = (bounds[0], min(bounds[1], at - strict)) if below else (max(bounds[0], at + strict), bounds[1])
        return value, clip(*found) or bounds

    def _question(self, value, bounds, fail):
        at = self.r.choice(bounds) + self.r.choice([-1, 0, 0, 1])
        kind = self.r.random()
        if kind < 0.6:
            args = [value, self._int(at)]
            if self.chance(0.4):
                args.reverse()
            return self.emit("b1", self.r.choice(inputs.COMPARE_INT), *args)
        if kind < 0.7:
            return self.emit("b1", "is_exact", value)
        if kind < 0.8:
            return self.must_use(self.emit("i64", self.r.choice(["iadd_check", "isub_check"]), value, self._int(self.r.choice([HIGH - bounds[1], HIGH - bounds[1] + 1, 2**62])), fail=fail))
        if kind < 0.9:
            return self.emit("i64", "check_index", value, self._int(at), fail=fail)
        return self.emit("i64", self.r.choice(["check_nonzero", "check_nonnegative"]), value, fail=fail)

    # --- what follows from comparisons ---

    def facts(self):
        """A comparison decides; on both ways others of the same operands are asked."""
        type = self.r.choice(["i64", "f64"])
        names = inputs.COMPARE_INT if type == "i64" else inputs.COMPARE_FLOAT
        a, b = self._pair(type)
        if self.chance(0.2):
            b = self._constant(type, self._constant_text(type, 8))
        count = self.r.randrange(1, 4)

        def ask():
            return [self.emit("b1", self.r.choice(names), *((a, b) if self.chance(0.5) else (b, a))) for _ in range(count)]

        def main(fail):
            condition = self.emit("b1", self.r.choice(names), a, b)
            if self.chance(0.3):
                condition = self.emit("b1", "bnot", condition)
            self.emit(None, self.r.choice(["check_true", "check_false"]), condition, fail=fail)
            return ask()

        self.guarded(main, otherwise=ask)

    def relation(self):
        """a < b, or a <= b, or an index below an end: and then sums and parts of both are compared."""
        a, b = self._pair("i64")

        def main(fail):
            kind = self.r.random()
            if kind < 0.3:
                low = self.emit("i64", "check_index", a, b, fail=fail)
            else:
                low = a
                self.emit(None, "check_true", self.emit("b1", self.r.choice(["ilt", "ile"]), a, b), fail=fail)
            results = []
            for _ in range(self.r.randrange(1, 4)):
                x, y = self._part(low, fail), self._part(b, fail)
                if self.chance(0.3):
                    results.append(self.emit("i64", "check_index", x, y, fail=fail))
                else:
                    results.append(self.emit("b1", self.r.choice(inputs.COMPARE_INT), *((x, y) if self.chance(0.5) else (y, x))))
            return results

        self.guarded(main, likely=False)

    def _part(self, value, fail):
        """Something that is near the value."""
        kind = self.r.random()
        if kind < 0.3:
            return value
        if kind < 0.6:
            return self.emit("i64", self.r.choice(["iadd", "isub"]), value, self._int(self.r.choice([1, -1, 2, 1, HIGH, 2**62])))
        if kind < 0.75:
            return self.must_use(self.emit("i64", self.r.choice(["iadd_check", "isub_check"]), value, self._int(self.r.choice([1, -1, 2])), fail=fail))
        if kind < 0.85:
            return self.emit("i64", "ishr", value, self.emit("i64", "check_nonnegative", self._int(self.r.choice([0, 1, 3])), fail=fail))
        if kind < 0.93:
            return self.emit("i64", "iselect", self.pick("b1"), value, self.emit("i64", "iadd", value, self._int(self.r.choice([-1, 1]))))
        divisor = self.emit("i64", "check_nonzero", value, fail=fail)
        return self.emit("i64", "imod", self.pick("i64"), divisor)
