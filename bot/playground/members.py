"""Members of chats as the Bot API words them."""

from bot.playground.answers import JSON
from bot.playground.chats import Chat

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member(chat: Chat, user: JSON) -> JSON:
    """Describe a member of a chat; of those who lead a channel, who may post."""
    facts = worded(user, chat.status(user["id"]))
    if chat.is_channel and facts["status"] == "administrator":
        posts = chat.bot_posts or not user["is_bot"]
        facts |= {"can_post_messages": posts, "can_edit_messages": posts}
    return facts


def worded(user: JSON, status: str) -> JSON:
    """Describe somebody with a status."""
    facts: JSON = {"user": user, "status": status}
    if status == "administrator":
        facts |= {"can_be_edited": False, "is_anonymous": False}
        facts |= dict.fromkeys(RIGHTS, True)
    elif status == "creator":
        facts["is_anonymous"] = False
    elif status == "restricted":
        facts |= {"is_member": True, "until_date": 0}
        facts |= dict.fromkeys(PERMISSIONS, False)
    elif status == "kicked":
        facts["until_date"] = 0
    return facts
