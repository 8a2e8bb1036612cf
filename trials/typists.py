"""People who fill in the trial's form and do not wait for the answers."""

from collections.abc import Iterator, Sequence
from random import Random

from bot.playground.person import Person
from trials import form


class Typists:
    """Says what people have to say, whose turn it is being left to the dice."""

    def __init__(
        self, people: Sequence[Person], each: int, seed: int, name: str = "p"
    ) -> None:
        self._name = name
        self.steps: dict[str, str] = {}
        # A seed must give the same trial again.
        self.dice = Random(f"{seed} typists")  # noqa: S311
        self.all = self.left = each * len(people)
        self._scripts = [
            (person, iter(self._script(n, each))) for n, person in enumerate(people)
        ]

    def say(self, count: int) -> Iterator[str]:
        """Let the next updates come into being, as many as are left."""
        for _ in range(min(count, self.left)):
            yield self._say()

    def _say(self) -> str:
        while True:
            chosen = self.dice.randrange(len(self._scripts))
            person, script = self._scripts[chosen]
            words = next(script, None)
            if words is not None:
                break
            del self._scripts[chosen]
        self.left -= 1
        tag = words.rpartition(" ")[2]
        person.says(words, tag=tag)
        return tag

    def _script(self, person: int, updates: int) -> list[str]:
        script = []
        for n in range(updates):
            tag, step = f"{self._name}{person}.{n}", form.STEPS[n % len(form.STEPS)]
            self.steps[tag] = step
            script.append(f"/{form.COMMAND} {tag}" if n % len(form.STEPS) == 0 else tag)
        return script
