"""What the generator knows of a function while it writes it: names with their kinds, loops, what is left to write."""


class Scope:
    def __init__(self, name, parameters):
        self.name = name
        self.kinds = {}
        self.depth = 0        # loops around
        self.budget = 0       # statements left
        self.fresh = 0
        self.counters = []    # loop counters, for "at iteration k"
        self.fixed = set()    # names that are not assigned to: counters of while loops
        self.globals = set()
        self.generator = False
        for parameter, kind in parameters:
            self.kinds[parameter] = kind

    def names(self, kind):
        return [name for name, its in self.kinds.items() if its == kind]

    def new(self, kind, prefix=None):
        self.fresh += 1
        name = "%s%d" % (prefix or kind.lower(), self.fresh)
        if name in self.kinds:
            return self.new(kind, prefix)
        self.kinds[name] = kind
        return name
