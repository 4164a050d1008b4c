"""The forms that a word is found by, from the spelling that stands there to its stem."""

from dataclasses import dataclass
from functools import cached_property

# How a word was found, the best first: in its exact spelling, without prefixes, by its stem, by a synonym.
EXACT, BARE, STEM, SYNONYM = LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Forms:
    """The spellings that a word is found by: as it is written, without prefixes, and its stems.

    `loose` are the stems that are left where a first letter may be a particle (بليزر) but may as well be the word's
    own (بلعوم): they meet the stems of other words, never each other.
    """

    exact: frozenset
    bare: frozenset = frozenset()
    stems: frozenset = frozenset()
    loose: frozenset = frozenset()

    @cached_property
    def keys(self):
        """What the word is kept under: its forms, each marked with what it is."""
        return frozenset(
            [f"x{form}" for form in self.exact]
            + [f"y{form}" for form in self.bare]
            + [f"z{form}" for form in self.stems]
            + [f"w{form}" for form in self.loose]
        )

    def sought(self, level):
        """The keys of every word that this one finds at a level or a better one."""
        keys = {f"x{form}" for form in self.exact}
        if level >= BARE:
            keys |= {f"y{form}" for form in self.bare}
        return keys | self.by_stem if level >= STEM else keys

    @cached_property
    def by_stem(self):
        """The keys of every word that shares a stem with this one. Only Arabic words have particles, and loose stems."""
        loose = {f"w{form}" for form in self.stems if not form.isascii()}
        return frozenset({f"z{form}" for form in self.stems | self.loose} | loose)

    @cached_property
    def kin(self):
        """The keys of every word that is a form of this one."""
        return frozenset(self.sought(STEM))

    @cached_property
    def looked_up_by(self):
        """The stems by which a name with this word is looked up, in order."""
        return tuple(sorted(self.stems | self.loose))

    def meets(self, other):
        """Whether two words are forms of one: the same whichever is asked."""
        return not other.keys.isdisjoint(self.kin)
