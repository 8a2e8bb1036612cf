"""The same form as aiogram 3's documentation shows it: state in memory, one insert.

It confirms updates before they are handled and keeps what people typed in the memory of
one process; that is what it is compared for.
"""

import argparse
import asyncio

import asyncpg
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

LABEL = "Запропонувати ідею"
MENU = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text=LABEL), KeyboardButton(text="Мої повідомлення")],
        [KeyboardButton(text="Про цей бот"), KeyboardButton(text="Мова · Language")],
    ],
    resize_keyboard=True,
)
TOPICS = {"P06": "Дороги, автобус, ліхтарі", "P15": "Благоустрій і довкілля"}
CANCEL = InlineKeyboardButton(text="Скасувати", callback_data="cancel")

router = Router()


class Proposal(StatesGroup):
    """The steps of the form."""

    text = State()
    topic = State()
    preview = State()


@router.message(F.text == LABEL)
async def begin(message: Message, state: FSMContext) -> None:
    """Ask for the idea."""
    await state.set_state(Proposal.text)
    await message.answer(
        "Питання 1\n\nЩо варто змінити й навіщо? Опишіть кількома реченнями.",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[CANCEL]]),
    )


@router.message(Proposal.text, F.text)
async def take_text(message: Message, state: FSMContext) -> None:
    """Keep the idea and ask for its topic."""
    await state.update_data(text=message.text)
    await state.set_state(Proposal.topic)
    rows = [
        [InlineKeyboardButton(text=name, callback_data=code)]
        for code, name in TOPICS.items()
    ]
    await message.answer(
        "2 з 3\n\nЯкої теми це стосується?",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[*rows, [CANCEL]]),
    )


@router.callback_query(Proposal.topic, F.data.in_(TOPICS))
async def take_topic(query: CallbackQuery, state: FSMContext) -> None:
    """Keep the topic and show the preview."""
    data = await state.update_data(topic=query.data)
    await state.set_state(Proposal.preview)
    await query.answer()
    send = InlineKeyboardButton(text="Надіслати", callback_data="send")
    if isinstance(query.message, Message):
        await query.message.edit_text(
            f"Перевірте, будь ласка, перш ніж надіслати:\n\n{data['text']}\n\n"
            f"Тема: {TOPICS[data['topic']]}",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[send], [CANCEL]]),
        )


@router.callback_query(Proposal.preview, F.data == "send")
async def send(query: CallbackQuery, state: FSMContext, pool: asyncpg.Pool) -> None:
    """Insert the proposal and give the receipt."""
    data = await state.get_data()
    await state.clear()
    await query.answer()
    number = await pool.fetchval(
        "insert into bench_proposal (account, text, topic) values ($1, $2, $3)"
        " returning id",
        query.from_user.id,
        data["text"],
        data["topic"],
    )
    if isinstance(query.message, Message):
        await query.message.edit_reply_markup()
        await query.message.answer(
            f"Дякуємо! Ваша пропозиція — № {number}. Її прочитає команда робочої групи."
            " Відповідь прийде сюди.",
            reply_markup=MENU,
        )


async def main(options: argparse.Namespace) -> None:
    """Poll until killed."""
    pool = await asyncpg.create_pool(options.database)
    await pool.execute(
        "create table if not exists bench_proposal (id bigint generated always as"
        " identity, account bigint, text text, topic text)"
    )
    server = TelegramAPIServer.from_base(f"http://127.0.0.1:{options.port}")
    bot = Bot("42:playground", session=AiohttpSession(api=server))
    dispatcher = Dispatcher(storage=MemoryStorage(), pool=pool)
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database", required=True)
    asyncio.run(main(parser.parse_args()))
