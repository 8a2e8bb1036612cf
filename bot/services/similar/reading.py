"""A text as what can be compared: stems of its words, and what these mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from bot.services.search.folding import plain
from bot.services.similar import meanings
from bot.services.similar.roots import root, sound

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 2
_REACH: Final = 3  # words after the first of a pair: prepositions stand between
# Of words that nearly every proposal has, in the three languages people write.
_EMPTY: Final = """
а або адже аби але ані без би бо будь будьте був була було були буде будуть в вам вами
вас ваш взагалі вже ви від він вона вони воно все всі вся всьому всім всіх давно да для
до досі дуже деякі десь є ж жоден же з за завжди замість зараз заради зі знов знову
зовсім и із інакше інший їй його їм їх їхній й кілька коли краще кого кожен кожний комусь
крім куди лише ледве мати має мають маємо між може можуть могли можна можемо моє мої мій
моя мене мені мною ми майже на навіть навіщо навколо над назад нам нами нас наш нарешті
не неї нею немає нема нехай ним них ні ніде ніж ніхто нічого ніяк но ну нього о об
обов’язково одна одне однак ось от ото отже паном пані під після по повз поки потім
потрібен потрібно потрібна потрібні потреба при про пора просто проти прошу просимо
просять прохання пропоную пропонуємо пропозиція раз разу сам свій себе собі ся скільки
стільки сьогодні завтра вчора та таки такий там твій тебе те теж тепер ти тим тих тільки
то тоді того тобі той тому треба тут у усе усі уже хай хоч хоча хотів хочу хоче хочемо
хочеться хотілося хтось хто це цей ця ці цього цьому через чи чий чим чого чому що щоб
щодо щось щоразу який якась якийсь якісь якщо якби якось я ще більше менше багато мало
один одного два двоє дві двох три троє трьох чотири п’ять шість сім вісім десять двадцять
перший другий третій кожному варто давати давайте дайте дати дає дають дав зробити
зробіть зробимо роблять робити провести проведіть поставте запровадити людина люди людям
людей громада громадський житель мешканець село сільський селище рік років року день
вул вулиця година грн гривень шановні дякую ласка доброго дня каже кажуть казали сказали
думаю знаю бачу чую стоїть стає іде йде ідуть ходить їде їдуть далі добре важко погано
нада надо чтобы чтоб что шо шоб как нужен нужно нужны нужна пусть мы вы они он она оно
это этот эти эта и или если бы где когда только уже очень из от к ко с со во нет ни есть
был была быть было будет все всем всех всё при кто мне меня мой моя нам нас наш наши их
его ее её ему них там тут тогда тоже так такой того тот те раз сейчас сегодня вчера
завтра опять снова еще ещё даже для возле после перед потом потому хоть чем ничего никто
может можно могут хочу хотим дайте сделайте сделать делать поставьте пожалуйста
предлагаю прошу просим спасибо один два две три пять десять человек лет год года каждый
the a an of to in into on at for and or so that these those this is are was were be been
being am we our us you your they them their it its he his him she her i my me mine there
here please should would could can cannot cant may might must will wont shall need needs
needed have has had having do does did dont doesnt didnt isnt not no nor as by from with
without within through under over out off up down about above after before since until
till during between among along around against near across per than then too also just
only even still yet again already once ever never always often now today tomorrow
yesterday if because but while when where which who whom whose what why how all any each
every everyone everything someone something anyone anything nobody nothing both few many
much more most less least some several such same other others another one two three four
five ten first second third own let lets make makes made get gets got go goes going gone
come comes came give gives put take takes took want wants say says said told tell ask
asks people person village villages community town local like idea suggest propose lot
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, and what it may mean."""

    stem: str
    meanings: frozenset[str]


def read(text: str) -> list[Word]:
    """Take a text apart; every stem once, without words that say nothing."""
    found = {word.stem: word for word in _words(_WORD.findall(plain(text)))}
    return [found[each] for each in found if each not in _silent()]


def keys(text: str) -> list[str]:
    """List all by which a text is found."""
    found = read(text)
    meant = frozenset[str]().union(*(word.meanings for word in found))
    return [word.stem for word in found] + sorted(meant)


def _words(written: list[str]) -> Iterator[Word]:
    known = meanings.load()
    for at, word in enumerate(written):
        alone = _alone(word)
        after = written[at + 1 : at + 1 + _REACH]
        together = (known.of_pair(word, each) for each in after)
        if len(alone.stem) >= _SHORTEST:
            yield Word(alone.stem, alone.meanings.union(*together))


@lru_cache(maxsize=16_384)
def _alone(word: str) -> Word:
    meant = meanings.load().of(word)
    # What no list knows is likely a name, in whatever script.
    return Word(root(word) if meant else sound(word), meant)


@cache
def _silent() -> frozenset[str]:
    words = plain(_EMPTY).split()
    return frozenset(each(word) for word in words for each in (root, sound))
