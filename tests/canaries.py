"""Names, ids and texts that must not be found where they do not belong."""

RESIDENT_ID, MODERATOR_ID = 7_712_345_678_901, 7_712_345_678_902
PHONE = "380441234567"  # the stand-in's contact message
PEOPLE = ("Щебетуненко", "Ластовиченко", "canary_bird", "canary_keeper")
TITLE = "Журавлина рада"
DRAFT = "Зозулинці: поставити ліхтарі вздовж стежки від зупинки до ліцею."
REFUSED = "Горобинці: полагодити дах, телефонуйте 067 123 45 67, будь ласка."
WAITING = "Синичинці: поставити лавки біля амбулаторії, бо людям ніде чекати."
CORRECTED = "Дроздинці: поставити лавки й навіс біля амбулаторії для людей."
CAPTION = "Шпакинці: ось яка яма на дорозі, її треба засипати до зими."
FREE = "Соловейці: облаштувати спортивний майданчик для молоді громади."
QUESTION = "Одудинці: про яку саме амбулаторію йдеться?"
ANSWER = "Чайчинці: про ту, що біля старого млина."
PLACE = "Лелечинці"
CHATTER = "Галчинці сьогодні збираються о шостій."
PASSED = "Снігурівка: відкрити гурток програмування для підлітків."


def first(words: str) -> str:
    """Take a text's first word: it stands nowhere else."""
    return words.split(maxsplit=1)[0].rstrip(":")


WORDS: list[str | int] = [
    *PEOPLE,
    TITLE,
    PHONE,
    PLACE,
    first(DRAFT),
    first(REFUSED),
    first(WAITING),
    first(CORRECTED),
    first(CAPTION),
    first(FREE),
    first(QUESTION),
    first(ANSWER),
    first(CHATTER),
]
