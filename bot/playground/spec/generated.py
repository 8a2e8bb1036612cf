"""The methods of Bot API 10.1 and the types that they take.

Made from botapi/api.json by `python -m bot.playground.spec.generate`: do not edit.
"""

from typing import Final, TypeAlias

Fields: TypeAlias = dict[str, list[str]]

METHODS: Final[dict[str, Fields]] = {
    "addStickerToSet": {
        "user_id": [
            "Integer",
        ],
        "name": [
            "String",
        ],
        "sticker": [
            "InputSticker",
        ],
    },
    "answerCallbackQuery": {
        "callback_query_id": [
            "String",
        ],
        "text": [
            "String",
        ],
        "show_alert": [
            "Boolean",
        ],
        "url": [
            "String",
        ],
        "cache_time": [
            "Integer",
        ],
    },
    "answerChatJoinRequestQuery": {
        "chat_join_request_query_id": [
            "String",
        ],
        "result": [
            "String",
        ],
    },
    "answerGuestQuery": {
        "guest_query_id": [
            "String",
        ],
        "result": [
            "InlineQueryResult",
        ],
    },
    "answerInlineQuery": {
        "inline_query_id": [
            "String",
        ],
        "results": [
            "Array of InlineQueryResult",
        ],
        "cache_time": [
            "Integer",
        ],
        "is_personal": [
            "Boolean",
        ],
        "next_offset": [
            "String",
        ],
        "button": [
            "InlineQueryResultsButton",
        ],
    },
    "answerPreCheckoutQuery": {
        "pre_checkout_query_id": [
            "String",
        ],
        "ok": [
            "Boolean",
        ],
        "error_message": [
            "String",
        ],
    },
    "answerShippingQuery": {
        "shipping_query_id": [
            "String",
        ],
        "ok": [
            "Boolean",
        ],
        "shipping_options": [
            "Array of ShippingOption",
        ],
        "error_message": [
            "String",
        ],
    },
    "answerWebAppQuery": {
        "web_app_query_id": [
            "String",
        ],
        "result": [
            "InlineQueryResult",
        ],
    },
    "approveChatJoinRequest": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
    },
    "approveSuggestedPost": {
        "chat_id": [
            "Integer",
        ],
        "message_id": [
            "Integer",
        ],
        "send_date": [
            "Integer",
        ],
    },
    "banChatMember": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "until_date": [
            "Integer",
        ],
        "revoke_messages": [
            "Boolean",
        ],
    },
    "banChatSenderChat": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "sender_chat_id": [
            "Integer",
        ],
    },
    "close": {},
    "closeForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
    },
    "closeGeneralForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "convertGiftToStars": {
        "business_connection_id": [
            "String",
        ],
        "owned_gift_id": [
            "String",
        ],
    },
    "copyMessage": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "from_chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "video_start_timestamp": [
            "Integer",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "copyMessages": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "from_chat_id": [
            "Integer",
            "String",
        ],
        "message_ids": [
            "Array of Integer",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "remove_caption": [
            "Boolean",
        ],
    },
    "createChatInviteLink": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "name": [
            "String",
        ],
        "expire_date": [
            "Integer",
        ],
        "member_limit": [
            "Integer",
        ],
        "creates_join_request": [
            "Boolean",
        ],
    },
    "createChatSubscriptionInviteLink": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "name": [
            "String",
        ],
        "subscription_period": [
            "Integer",
        ],
        "subscription_price": [
            "Integer",
        ],
    },
    "createForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "name": [
            "String",
        ],
        "icon_color": [
            "Integer",
        ],
        "icon_custom_emoji_id": [
            "String",
        ],
    },
    "createInvoiceLink": {
        "business_connection_id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "description": [
            "String",
        ],
        "payload": [
            "String",
        ],
        "provider_token": [
            "String",
        ],
        "currency": [
            "String",
        ],
        "prices": [
            "Array of LabeledPrice",
        ],
        "subscription_period": [
            "Integer",
        ],
        "max_tip_amount": [
            "Integer",
        ],
        "suggested_tip_amounts": [
            "Array of Integer",
        ],
        "provider_data": [
            "String",
        ],
        "photo_url": [
            "String",
        ],
        "photo_size": [
            "Integer",
        ],
        "photo_width": [
            "Integer",
        ],
        "photo_height": [
            "Integer",
        ],
        "need_name": [
            "Boolean",
        ],
        "need_phone_number": [
            "Boolean",
        ],
        "need_email": [
            "Boolean",
        ],
        "need_shipping_address": [
            "Boolean",
        ],
        "send_phone_number_to_provider": [
            "Boolean",
        ],
        "send_email_to_provider": [
            "Boolean",
        ],
        "is_flexible": [
            "Boolean",
        ],
    },
    "createNewStickerSet": {
        "user_id": [
            "Integer",
        ],
        "name": [
            "String",
        ],
        "title": [
            "String",
        ],
        "stickers": [
            "Array of InputSticker",
        ],
        "sticker_type": [
            "String",
        ],
        "needs_repainting": [
            "Boolean",
        ],
    },
    "declineChatJoinRequest": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
    },
    "declineSuggestedPost": {
        "chat_id": [
            "Integer",
        ],
        "message_id": [
            "Integer",
        ],
        "comment": [
            "String",
        ],
    },
    "deleteAllMessageReactions": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "actor_chat_id": [
            "Integer",
        ],
    },
    "deleteBusinessMessages": {
        "business_connection_id": [
            "String",
        ],
        "message_ids": [
            "Array of Integer",
        ],
    },
    "deleteChatPhoto": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "deleteChatStickerSet": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "deleteForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
    },
    "deleteMessage": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
    },
    "deleteMessageReaction": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "user_id": [
            "Integer",
        ],
        "actor_chat_id": [
            "Integer",
        ],
    },
    "deleteMessages": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_ids": [
            "Array of Integer",
        ],
    },
    "deleteMyCommands": {
        "scope": [
            "BotCommandScope",
        ],
        "language_code": [
            "String",
        ],
    },
    "deleteStickerFromSet": {
        "sticker": [
            "String",
        ],
    },
    "deleteStickerSet": {
        "name": [
            "String",
        ],
    },
    "deleteStory": {
        "business_connection_id": [
            "String",
        ],
        "story_id": [
            "Integer",
        ],
    },
    "deleteWebhook": {
        "drop_pending_updates": [
            "Boolean",
        ],
    },
    "editChatInviteLink": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "invite_link": [
            "String",
        ],
        "name": [
            "String",
        ],
        "expire_date": [
            "Integer",
        ],
        "member_limit": [
            "Integer",
        ],
        "creates_join_request": [
            "Boolean",
        ],
    },
    "editChatSubscriptionInviteLink": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "invite_link": [
            "String",
        ],
        "name": [
            "String",
        ],
    },
    "editForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "name": [
            "String",
        ],
        "icon_custom_emoji_id": [
            "String",
        ],
    },
    "editGeneralForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "name": [
            "String",
        ],
    },
    "editMessageCaption": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "editMessageChecklist": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "checklist": [
            "InputChecklist",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "editMessageLiveLocation": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "live_period": [
            "Integer",
        ],
        "horizontal_accuracy": [
            "Float",
        ],
        "heading": [
            "Integer",
        ],
        "proximity_alert_radius": [
            "Integer",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "editMessageMedia": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
        "media": [
            "InputMedia",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "editMessageReplyMarkup": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "editMessageText": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
        "text": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "entities": [
            "Array of MessageEntity",
        ],
        "link_preview_options": [
            "LinkPreviewOptions",
        ],
        "rich_message": [
            "InputRichMessage",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "editStory": {
        "business_connection_id": [
            "String",
        ],
        "story_id": [
            "Integer",
        ],
        "content": [
            "InputStoryContent",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "areas": [
            "Array of StoryArea",
        ],
    },
    "editUserStarSubscription": {
        "user_id": [
            "Integer",
        ],
        "telegram_payment_charge_id": [
            "String",
        ],
        "is_canceled": [
            "Boolean",
        ],
    },
    "exportChatInviteLink": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "forwardMessage": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "from_chat_id": [
            "Integer",
            "String",
        ],
        "video_start_timestamp": [
            "Integer",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "message_id": [
            "Integer",
        ],
    },
    "forwardMessages": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "from_chat_id": [
            "Integer",
            "String",
        ],
        "message_ids": [
            "Array of Integer",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
    },
    "getAvailableGifts": {},
    "getBusinessAccountGifts": {
        "business_connection_id": [
            "String",
        ],
        "exclude_unsaved": [
            "Boolean",
        ],
        "exclude_saved": [
            "Boolean",
        ],
        "exclude_unlimited": [
            "Boolean",
        ],
        "exclude_limited_upgradable": [
            "Boolean",
        ],
        "exclude_limited_non_upgradable": [
            "Boolean",
        ],
        "exclude_unique": [
            "Boolean",
        ],
        "exclude_from_blockchain": [
            "Boolean",
        ],
        "sort_by_price": [
            "Boolean",
        ],
        "offset": [
            "String",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getBusinessAccountStarBalance": {
        "business_connection_id": [
            "String",
        ],
    },
    "getBusinessConnection": {
        "business_connection_id": [
            "String",
        ],
    },
    "getChat": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "getChatAdministrators": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "return_bots": [
            "Boolean",
        ],
    },
    "getChatGifts": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "exclude_unsaved": [
            "Boolean",
        ],
        "exclude_saved": [
            "Boolean",
        ],
        "exclude_unlimited": [
            "Boolean",
        ],
        "exclude_limited_upgradable": [
            "Boolean",
        ],
        "exclude_limited_non_upgradable": [
            "Boolean",
        ],
        "exclude_from_blockchain": [
            "Boolean",
        ],
        "exclude_unique": [
            "Boolean",
        ],
        "sort_by_price": [
            "Boolean",
        ],
        "offset": [
            "String",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getChatMember": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
    },
    "getChatMemberCount": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "getChatMenuButton": {
        "chat_id": [
            "Integer",
        ],
    },
    "getCustomEmojiStickers": {
        "custom_emoji_ids": [
            "Array of String",
        ],
    },
    "getFile": {
        "file_id": [
            "String",
        ],
    },
    "getForumTopicIconStickers": {},
    "getGameHighScores": {
        "user_id": [
            "Integer",
        ],
        "chat_id": [
            "Integer",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
    },
    "getManagedBotAccessSettings": {
        "user_id": [
            "Integer",
        ],
    },
    "getManagedBotToken": {
        "user_id": [
            "Integer",
        ],
    },
    "getMe": {},
    "getMyCommands": {
        "scope": [
            "BotCommandScope",
        ],
        "language_code": [
            "String",
        ],
    },
    "getMyDefaultAdministratorRights": {
        "for_channels": [
            "Boolean",
        ],
    },
    "getMyDescription": {
        "language_code": [
            "String",
        ],
    },
    "getMyName": {
        "language_code": [
            "String",
        ],
    },
    "getMyShortDescription": {
        "language_code": [
            "String",
        ],
    },
    "getMyStarBalance": {},
    "getStarTransactions": {
        "offset": [
            "Integer",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getStickerSet": {
        "name": [
            "String",
        ],
    },
    "getUpdates": {
        "offset": [
            "Integer",
        ],
        "limit": [
            "Integer",
        ],
        "timeout": [
            "Integer",
        ],
        "allowed_updates": [
            "Array of String",
        ],
    },
    "getUserChatBoosts": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
    },
    "getUserGifts": {
        "user_id": [
            "Integer",
        ],
        "exclude_unlimited": [
            "Boolean",
        ],
        "exclude_limited_upgradable": [
            "Boolean",
        ],
        "exclude_limited_non_upgradable": [
            "Boolean",
        ],
        "exclude_from_blockchain": [
            "Boolean",
        ],
        "exclude_unique": [
            "Boolean",
        ],
        "sort_by_price": [
            "Boolean",
        ],
        "offset": [
            "String",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getUserPersonalChatMessages": {
        "user_id": [
            "Integer",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getUserProfileAudios": {
        "user_id": [
            "Integer",
        ],
        "offset": [
            "Integer",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getUserProfilePhotos": {
        "user_id": [
            "Integer",
        ],
        "offset": [
            "Integer",
        ],
        "limit": [
            "Integer",
        ],
    },
    "getWebhookInfo": {},
    "giftPremiumSubscription": {
        "user_id": [
            "Integer",
        ],
        "month_count": [
            "Integer",
        ],
        "star_count": [
            "Integer",
        ],
        "text": [
            "String",
        ],
        "text_parse_mode": [
            "String",
        ],
        "text_entities": [
            "Array of MessageEntity",
        ],
    },
    "hideGeneralForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "leaveChat": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "logOut": {},
    "pinChatMessage": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "disable_notification": [
            "Boolean",
        ],
    },
    "postStory": {
        "business_connection_id": [
            "String",
        ],
        "content": [
            "InputStoryContent",
        ],
        "active_period": [
            "Integer",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "areas": [
            "Array of StoryArea",
        ],
        "post_to_chat_page": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
    },
    "promoteChatMember": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "is_anonymous": [
            "Boolean",
        ],
        "can_manage_chat": [
            "Boolean",
        ],
        "can_delete_messages": [
            "Boolean",
        ],
        "can_manage_video_chats": [
            "Boolean",
        ],
        "can_restrict_members": [
            "Boolean",
        ],
        "can_promote_members": [
            "Boolean",
        ],
        "can_change_info": [
            "Boolean",
        ],
        "can_invite_users": [
            "Boolean",
        ],
        "can_post_stories": [
            "Boolean",
        ],
        "can_edit_stories": [
            "Boolean",
        ],
        "can_delete_stories": [
            "Boolean",
        ],
        "can_post_messages": [
            "Boolean",
        ],
        "can_edit_messages": [
            "Boolean",
        ],
        "can_pin_messages": [
            "Boolean",
        ],
        "can_manage_topics": [
            "Boolean",
        ],
        "can_manage_direct_messages": [
            "Boolean",
        ],
        "can_manage_tags": [
            "Boolean",
        ],
    },
    "readBusinessMessage": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
        ],
        "message_id": [
            "Integer",
        ],
    },
    "refundStarPayment": {
        "user_id": [
            "Integer",
        ],
        "telegram_payment_charge_id": [
            "String",
        ],
    },
    "removeBusinessAccountProfilePhoto": {
        "business_connection_id": [
            "String",
        ],
        "is_public": [
            "Boolean",
        ],
    },
    "removeChatVerification": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "removeMyProfilePhoto": {},
    "removeUserVerification": {
        "user_id": [
            "Integer",
        ],
    },
    "reopenForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
    },
    "reopenGeneralForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "replaceManagedBotToken": {
        "user_id": [
            "Integer",
        ],
    },
    "replaceStickerInSet": {
        "user_id": [
            "Integer",
        ],
        "name": [
            "String",
        ],
        "old_sticker": [
            "String",
        ],
        "sticker": [
            "InputSticker",
        ],
    },
    "repostStory": {
        "business_connection_id": [
            "String",
        ],
        "from_chat_id": [
            "Integer",
        ],
        "from_story_id": [
            "Integer",
        ],
        "active_period": [
            "Integer",
        ],
        "post_to_chat_page": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
    },
    "restrictChatMember": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "permissions": [
            "ChatPermissions",
        ],
        "use_independent_chat_permissions": [
            "Boolean",
        ],
        "until_date": [
            "Integer",
        ],
    },
    "revokeChatInviteLink": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "invite_link": [
            "String",
        ],
    },
    "savePreparedInlineMessage": {
        "user_id": [
            "Integer",
        ],
        "result": [
            "InlineQueryResult",
        ],
        "allow_user_chats": [
            "Boolean",
        ],
        "allow_bot_chats": [
            "Boolean",
        ],
        "allow_group_chats": [
            "Boolean",
        ],
        "allow_channel_chats": [
            "Boolean",
        ],
    },
    "savePreparedKeyboardButton": {
        "user_id": [
            "Integer",
        ],
        "button": [
            "KeyboardButton",
        ],
    },
    "sendAnimation": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "animation": [
            "InputFile",
            "String",
        ],
        "duration": [
            "Integer",
        ],
        "width": [
            "Integer",
        ],
        "height": [
            "Integer",
        ],
        "thumbnail": [
            "InputFile",
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendAudio": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "audio": [
            "InputFile",
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "duration": [
            "Integer",
        ],
        "performer": [
            "String",
        ],
        "title": [
            "String",
        ],
        "thumbnail": [
            "InputFile",
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendChatAction": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "action": [
            "String",
        ],
    },
    "sendChatJoinRequestWebApp": {
        "chat_join_request_query_id": [
            "String",
        ],
        "web_app_url": [
            "String",
        ],
    },
    "sendChecklist": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "checklist": [
            "InputChecklist",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "sendContact": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "phone_number": [
            "String",
        ],
        "first_name": [
            "String",
        ],
        "last_name": [
            "String",
        ],
        "vcard": [
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendDice": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "emoji": [
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendDocument": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "document": [
            "InputFile",
            "String",
        ],
        "thumbnail": [
            "InputFile",
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "disable_content_type_detection": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendGame": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "game_short_name": [
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "sendGift": {
        "user_id": [
            "Integer",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "gift_id": [
            "String",
        ],
        "pay_for_upgrade": [
            "Boolean",
        ],
        "text": [
            "String",
        ],
        "text_parse_mode": [
            "String",
        ],
        "text_entities": [
            "Array of MessageEntity",
        ],
    },
    "sendInvoice": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "title": [
            "String",
        ],
        "description": [
            "String",
        ],
        "payload": [
            "String",
        ],
        "provider_token": [
            "String",
        ],
        "currency": [
            "String",
        ],
        "prices": [
            "Array of LabeledPrice",
        ],
        "max_tip_amount": [
            "Integer",
        ],
        "suggested_tip_amounts": [
            "Array of Integer",
        ],
        "start_parameter": [
            "String",
        ],
        "provider_data": [
            "String",
        ],
        "photo_url": [
            "String",
        ],
        "photo_size": [
            "Integer",
        ],
        "photo_width": [
            "Integer",
        ],
        "photo_height": [
            "Integer",
        ],
        "need_name": [
            "Boolean",
        ],
        "need_phone_number": [
            "Boolean",
        ],
        "need_email": [
            "Boolean",
        ],
        "need_shipping_address": [
            "Boolean",
        ],
        "send_phone_number_to_provider": [
            "Boolean",
        ],
        "send_email_to_provider": [
            "Boolean",
        ],
        "is_flexible": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "sendLivePhoto": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "live_photo": [
            "InputFile",
            "String",
        ],
        "photo": [
            "InputFile",
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendLocation": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "horizontal_accuracy": [
            "Float",
        ],
        "live_period": [
            "Integer",
        ],
        "heading": [
            "Integer",
        ],
        "proximity_alert_radius": [
            "Integer",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendMediaGroup": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "media": [
            "Array of InputMediaAudio",
            "Array of InputMediaDocument",
            "Array of InputMediaLivePhoto",
            "Array of InputMediaPhoto",
            "Array of InputMediaVideo",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
    },
    "sendMessage": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "text": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "entities": [
            "Array of MessageEntity",
        ],
        "link_preview_options": [
            "LinkPreviewOptions",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendMessageDraft": {
        "chat_id": [
            "Integer",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "draft_id": [
            "Integer",
        ],
        "text": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "entities": [
            "Array of MessageEntity",
        ],
    },
    "sendPaidMedia": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "star_count": [
            "Integer",
        ],
        "media": [
            "Array of InputPaidMedia",
        ],
        "payload": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendPhoto": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "photo": [
            "InputFile",
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendPoll": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "question": [
            "String",
        ],
        "question_parse_mode": [
            "String",
        ],
        "question_entities": [
            "Array of MessageEntity",
        ],
        "options": [
            "Array of InputPollOption",
        ],
        "is_anonymous": [
            "Boolean",
        ],
        "type": [
            "String",
        ],
        "allows_multiple_answers": [
            "Boolean",
        ],
        "allows_revoting": [
            "Boolean",
        ],
        "shuffle_options": [
            "Boolean",
        ],
        "allow_adding_options": [
            "Boolean",
        ],
        "hide_results_until_closes": [
            "Boolean",
        ],
        "members_only": [
            "Boolean",
        ],
        "country_codes": [
            "Array of String",
        ],
        "correct_option_ids": [
            "Array of Integer",
        ],
        "explanation": [
            "String",
        ],
        "explanation_parse_mode": [
            "String",
        ],
        "explanation_entities": [
            "Array of MessageEntity",
        ],
        "explanation_media": [
            "InputPollMedia",
        ],
        "open_period": [
            "Integer",
        ],
        "close_date": [
            "Integer",
        ],
        "is_closed": [
            "Boolean",
        ],
        "description": [
            "String",
        ],
        "description_parse_mode": [
            "String",
        ],
        "description_entities": [
            "Array of MessageEntity",
        ],
        "media": [
            "InputPollMedia",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendRichMessage": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "rich_message": [
            "InputRichMessage",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendRichMessageDraft": {
        "chat_id": [
            "Integer",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "draft_id": [
            "Integer",
        ],
        "rich_message": [
            "InputRichMessage",
        ],
    },
    "sendSticker": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "sticker": [
            "InputFile",
            "String",
        ],
        "emoji": [
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendVenue": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "title": [
            "String",
        ],
        "address": [
            "String",
        ],
        "foursquare_id": [
            "String",
        ],
        "foursquare_type": [
            "String",
        ],
        "google_place_id": [
            "String",
        ],
        "google_place_type": [
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendVideo": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "video": [
            "InputFile",
            "String",
        ],
        "duration": [
            "Integer",
        ],
        "width": [
            "Integer",
        ],
        "height": [
            "Integer",
        ],
        "thumbnail": [
            "InputFile",
            "String",
        ],
        "cover": [
            "InputFile",
            "String",
        ],
        "start_timestamp": [
            "Integer",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
        "supports_streaming": [
            "Boolean",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendVideoNote": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "video_note": [
            "InputFile",
            "String",
        ],
        "duration": [
            "Integer",
        ],
        "length": [
            "Integer",
        ],
        "thumbnail": [
            "InputFile",
            "String",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "sendVoice": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
        "direct_messages_topic_id": [
            "Integer",
        ],
        "voice": [
            "InputFile",
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "duration": [
            "Integer",
        ],
        "disable_notification": [
            "Boolean",
        ],
        "protect_content": [
            "Boolean",
        ],
        "allow_paid_broadcast": [
            "Boolean",
        ],
        "message_effect_id": [
            "String",
        ],
        "suggested_post_parameters": [
            "SuggestedPostParameters",
        ],
        "reply_parameters": [
            "ReplyParameters",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
            "ReplyKeyboardMarkup",
            "ReplyKeyboardRemove",
            "ForceReply",
        ],
    },
    "setBusinessAccountBio": {
        "business_connection_id": [
            "String",
        ],
        "bio": [
            "String",
        ],
    },
    "setBusinessAccountGiftSettings": {
        "business_connection_id": [
            "String",
        ],
        "show_gift_button": [
            "Boolean",
        ],
        "accepted_gift_types": [
            "AcceptedGiftTypes",
        ],
    },
    "setBusinessAccountName": {
        "business_connection_id": [
            "String",
        ],
        "first_name": [
            "String",
        ],
        "last_name": [
            "String",
        ],
    },
    "setBusinessAccountProfilePhoto": {
        "business_connection_id": [
            "String",
        ],
        "photo": [
            "InputProfilePhoto",
        ],
        "is_public": [
            "Boolean",
        ],
    },
    "setBusinessAccountUsername": {
        "business_connection_id": [
            "String",
        ],
        "username": [
            "String",
        ],
    },
    "setChatAdministratorCustomTitle": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "custom_title": [
            "String",
        ],
    },
    "setChatDescription": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "description": [
            "String",
        ],
    },
    "setChatMemberTag": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "tag": [
            "String",
        ],
    },
    "setChatMenuButton": {
        "chat_id": [
            "Integer",
        ],
        "menu_button": [
            "MenuButton",
        ],
    },
    "setChatPermissions": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "permissions": [
            "ChatPermissions",
        ],
        "use_independent_chat_permissions": [
            "Boolean",
        ],
    },
    "setChatPhoto": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "photo": [
            "InputFile",
        ],
    },
    "setChatStickerSet": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "sticker_set_name": [
            "String",
        ],
    },
    "setChatTitle": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "title": [
            "String",
        ],
    },
    "setCustomEmojiStickerSetThumbnail": {
        "name": [
            "String",
        ],
        "custom_emoji_id": [
            "String",
        ],
    },
    "setGameScore": {
        "user_id": [
            "Integer",
        ],
        "score": [
            "Integer",
        ],
        "force": [
            "Boolean",
        ],
        "disable_edit_message": [
            "Boolean",
        ],
        "chat_id": [
            "Integer",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
    },
    "setManagedBotAccessSettings": {
        "user_id": [
            "Integer",
        ],
        "is_access_restricted": [
            "Boolean",
        ],
        "added_user_ids": [
            "Array of Integer",
        ],
    },
    "setMessageReaction": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "reaction": [
            "Array of ReactionType",
        ],
        "is_big": [
            "Boolean",
        ],
    },
    "setMyCommands": {
        "commands": [
            "Array of BotCommand",
        ],
        "scope": [
            "BotCommandScope",
        ],
        "language_code": [
            "String",
        ],
    },
    "setMyDefaultAdministratorRights": {
        "rights": [
            "ChatAdministratorRights",
        ],
        "for_channels": [
            "Boolean",
        ],
    },
    "setMyDescription": {
        "description": [
            "String",
        ],
        "language_code": [
            "String",
        ],
    },
    "setMyName": {
        "name": [
            "String",
        ],
        "language_code": [
            "String",
        ],
    },
    "setMyProfilePhoto": {
        "photo": [
            "InputProfilePhoto",
        ],
    },
    "setMyShortDescription": {
        "short_description": [
            "String",
        ],
        "language_code": [
            "String",
        ],
    },
    "setPassportDataErrors": {
        "user_id": [
            "Integer",
        ],
        "errors": [
            "Array of PassportElementError",
        ],
    },
    "setStickerEmojiList": {
        "sticker": [
            "String",
        ],
        "emoji_list": [
            "Array of String",
        ],
    },
    "setStickerKeywords": {
        "sticker": [
            "String",
        ],
        "keywords": [
            "Array of String",
        ],
    },
    "setStickerMaskPosition": {
        "sticker": [
            "String",
        ],
        "mask_position": [
            "MaskPosition",
        ],
    },
    "setStickerPositionInSet": {
        "sticker": [
            "String",
        ],
        "position": [
            "Integer",
        ],
    },
    "setStickerSetThumbnail": {
        "name": [
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "thumbnail": [
            "InputFile",
            "String",
        ],
        "format": [
            "String",
        ],
    },
    "setStickerSetTitle": {
        "name": [
            "String",
        ],
        "title": [
            "String",
        ],
    },
    "setUserEmojiStatus": {
        "user_id": [
            "Integer",
        ],
        "emoji_status_custom_emoji_id": [
            "String",
        ],
        "emoji_status_expiration_date": [
            "Integer",
        ],
    },
    "setWebhook": {
        "url": [
            "String",
        ],
        "certificate": [
            "InputFile",
        ],
        "ip_address": [
            "String",
        ],
        "max_connections": [
            "Integer",
        ],
        "allowed_updates": [
            "Array of String",
        ],
        "drop_pending_updates": [
            "Boolean",
        ],
        "secret_token": [
            "String",
        ],
    },
    "stopMessageLiveLocation": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "inline_message_id": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "stopPoll": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "transferBusinessAccountStars": {
        "business_connection_id": [
            "String",
        ],
        "star_count": [
            "Integer",
        ],
    },
    "transferGift": {
        "business_connection_id": [
            "String",
        ],
        "owned_gift_id": [
            "String",
        ],
        "new_owner_chat_id": [
            "Integer",
        ],
        "star_count": [
            "Integer",
        ],
    },
    "unbanChatMember": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
        "only_if_banned": [
            "Boolean",
        ],
    },
    "unbanChatSenderChat": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "sender_chat_id": [
            "Integer",
        ],
    },
    "unhideGeneralForumTopic": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "unpinAllChatMessages": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "unpinAllForumTopicMessages": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_thread_id": [
            "Integer",
        ],
    },
    "unpinAllGeneralForumTopicMessages": {
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "unpinChatMessage": {
        "business_connection_id": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "message_id": [
            "Integer",
        ],
    },
    "upgradeGift": {
        "business_connection_id": [
            "String",
        ],
        "owned_gift_id": [
            "String",
        ],
        "keep_original_details": [
            "Boolean",
        ],
        "star_count": [
            "Integer",
        ],
    },
    "uploadStickerFile": {
        "user_id": [
            "Integer",
        ],
        "sticker": [
            "InputFile",
        ],
        "sticker_format": [
            "String",
        ],
    },
    "verifyChat": {
        "chat_id": [
            "Integer",
            "String",
        ],
        "custom_description": [
            "String",
        ],
    },
    "verifyUser": {
        "user_id": [
            "Integer",
        ],
        "custom_description": [
            "String",
        ],
    },
}

TYPES: Final[dict[str, Fields]] = {
    "AcceptedGiftTypes": {
        "unlimited_gifts": [
            "Boolean",
        ],
        "limited_gifts": [
            "Boolean",
        ],
        "unique_gifts": [
            "Boolean",
        ],
        "premium_subscription": [
            "Boolean",
        ],
        "gifts_from_channels": [
            "Boolean",
        ],
    },
    "BotCommand": {
        "command": [
            "String",
        ],
        "description": [
            "String",
        ],
    },
    "BotCommandScopeAllChatAdministrators": {
        "type": [
            "String",
        ],
    },
    "BotCommandScopeAllGroupChats": {
        "type": [
            "String",
        ],
    },
    "BotCommandScopeAllPrivateChats": {
        "type": [
            "String",
        ],
    },
    "BotCommandScopeChat": {
        "type": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "BotCommandScopeChatAdministrators": {
        "type": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
    },
    "BotCommandScopeChatMember": {
        "type": [
            "String",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "user_id": [
            "Integer",
        ],
    },
    "BotCommandScopeDefault": {
        "type": [
            "String",
        ],
    },
    "CallbackGame": {},
    "ChatAdministratorRights": {
        "is_anonymous": [
            "Boolean",
        ],
        "can_manage_chat": [
            "Boolean",
        ],
        "can_delete_messages": [
            "Boolean",
        ],
        "can_manage_video_chats": [
            "Boolean",
        ],
        "can_restrict_members": [
            "Boolean",
        ],
        "can_promote_members": [
            "Boolean",
        ],
        "can_change_info": [
            "Boolean",
        ],
        "can_invite_users": [
            "Boolean",
        ],
        "can_post_stories": [
            "Boolean",
        ],
        "can_edit_stories": [
            "Boolean",
        ],
        "can_delete_stories": [
            "Boolean",
        ],
        "can_post_messages": [
            "Boolean",
        ],
        "can_edit_messages": [
            "Boolean",
        ],
        "can_pin_messages": [
            "Boolean",
        ],
        "can_manage_topics": [
            "Boolean",
        ],
        "can_manage_direct_messages": [
            "Boolean",
        ],
        "can_manage_tags": [
            "Boolean",
        ],
    },
    "ChatPermissions": {
        "can_send_messages": [
            "Boolean",
        ],
        "can_send_audios": [
            "Boolean",
        ],
        "can_send_documents": [
            "Boolean",
        ],
        "can_send_photos": [
            "Boolean",
        ],
        "can_send_videos": [
            "Boolean",
        ],
        "can_send_video_notes": [
            "Boolean",
        ],
        "can_send_voice_notes": [
            "Boolean",
        ],
        "can_send_polls": [
            "Boolean",
        ],
        "can_send_other_messages": [
            "Boolean",
        ],
        "can_add_web_page_previews": [
            "Boolean",
        ],
        "can_react_to_messages": [
            "Boolean",
        ],
        "can_edit_tag": [
            "Boolean",
        ],
        "can_change_info": [
            "Boolean",
        ],
        "can_invite_users": [
            "Boolean",
        ],
        "can_pin_messages": [
            "Boolean",
        ],
        "can_manage_topics": [
            "Boolean",
        ],
    },
    "CopyTextButton": {
        "text": [
            "String",
        ],
    },
    "ForceReply": {
        "force_reply": [
            "Boolean",
        ],
        "input_field_placeholder": [
            "String",
        ],
        "selective": [
            "Boolean",
        ],
    },
    "InlineKeyboardButton": {
        "text": [
            "String",
        ],
        "icon_custom_emoji_id": [
            "String",
        ],
        "style": [
            "String",
        ],
        "url": [
            "String",
        ],
        "callback_data": [
            "String",
        ],
        "web_app": [
            "WebAppInfo",
        ],
        "login_url": [
            "LoginUrl",
        ],
        "switch_inline_query": [
            "String",
        ],
        "switch_inline_query_current_chat": [
            "String",
        ],
        "switch_inline_query_chosen_chat": [
            "SwitchInlineQueryChosenChat",
        ],
        "copy_text": [
            "CopyTextButton",
        ],
        "callback_game": [
            "CallbackGame",
        ],
        "pay": [
            "Boolean",
        ],
    },
    "InlineKeyboardMarkup": {
        "inline_keyboard": [
            "Array of Array of InlineKeyboardButton",
        ],
    },
    "InlineQueryResultArticle": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "url": [
            "String",
        ],
        "description": [
            "String",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_width": [
            "Integer",
        ],
        "thumbnail_height": [
            "Integer",
        ],
    },
    "InlineQueryResultAudio": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "audio_url": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "performer": [
            "String",
        ],
        "audio_duration": [
            "Integer",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedAudio": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "audio_file_id": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedDocument": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "document_file_id": [
            "String",
        ],
        "description": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedGif": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "gif_file_id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedMpeg4Gif": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "mpeg4_file_id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedPhoto": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "photo_file_id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "description": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedSticker": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "sticker_file_id": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedVideo": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "video_file_id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "description": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultCachedVoice": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "voice_file_id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultContact": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "phone_number": [
            "String",
        ],
        "first_name": [
            "String",
        ],
        "last_name": [
            "String",
        ],
        "vcard": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_width": [
            "Integer",
        ],
        "thumbnail_height": [
            "Integer",
        ],
    },
    "InlineQueryResultDocument": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "document_url": [
            "String",
        ],
        "mime_type": [
            "String",
        ],
        "description": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_width": [
            "Integer",
        ],
        "thumbnail_height": [
            "Integer",
        ],
    },
    "InlineQueryResultGame": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "game_short_name": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
    },
    "InlineQueryResultGif": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "gif_url": [
            "String",
        ],
        "gif_width": [
            "Integer",
        ],
        "gif_height": [
            "Integer",
        ],
        "gif_duration": [
            "Integer",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_mime_type": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultLocation": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "title": [
            "String",
        ],
        "horizontal_accuracy": [
            "Float",
        ],
        "live_period": [
            "Integer",
        ],
        "heading": [
            "Integer",
        ],
        "proximity_alert_radius": [
            "Integer",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_width": [
            "Integer",
        ],
        "thumbnail_height": [
            "Integer",
        ],
    },
    "InlineQueryResultMpeg4Gif": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "mpeg4_url": [
            "String",
        ],
        "mpeg4_width": [
            "Integer",
        ],
        "mpeg4_height": [
            "Integer",
        ],
        "mpeg4_duration": [
            "Integer",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_mime_type": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultPhoto": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "photo_url": [
            "String",
        ],
        "thumbnail_url": [
            "String",
        ],
        "photo_width": [
            "Integer",
        ],
        "photo_height": [
            "Integer",
        ],
        "title": [
            "String",
        ],
        "description": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultVenue": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "title": [
            "String",
        ],
        "address": [
            "String",
        ],
        "foursquare_id": [
            "String",
        ],
        "foursquare_type": [
            "String",
        ],
        "google_place_id": [
            "String",
        ],
        "google_place_type": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
        "thumbnail_url": [
            "String",
        ],
        "thumbnail_width": [
            "Integer",
        ],
        "thumbnail_height": [
            "Integer",
        ],
    },
    "InlineQueryResultVideo": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "video_url": [
            "String",
        ],
        "mime_type": [
            "String",
        ],
        "thumbnail_url": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "video_width": [
            "Integer",
        ],
        "video_height": [
            "Integer",
        ],
        "video_duration": [
            "Integer",
        ],
        "description": [
            "String",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultVoice": {
        "type": [
            "String",
        ],
        "id": [
            "String",
        ],
        "voice_url": [
            "String",
        ],
        "title": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "voice_duration": [
            "Integer",
        ],
        "reply_markup": [
            "InlineKeyboardMarkup",
        ],
        "input_message_content": [
            "InputMessageContent",
        ],
    },
    "InlineQueryResultsButton": {
        "text": [
            "String",
        ],
        "web_app": [
            "WebAppInfo",
        ],
        "start_parameter": [
            "String",
        ],
    },
    "InputChecklist": {
        "title": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "title_entities": [
            "Array of MessageEntity",
        ],
        "tasks": [
            "Array of InputChecklistTask",
        ],
        "others_can_add_tasks": [
            "Boolean",
        ],
        "others_can_mark_tasks_as_done": [
            "Boolean",
        ],
    },
    "InputChecklistTask": {
        "id": [
            "Integer",
        ],
        "text": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "text_entities": [
            "Array of MessageEntity",
        ],
    },
    "InputContactMessageContent": {
        "phone_number": [
            "String",
        ],
        "first_name": [
            "String",
        ],
        "last_name": [
            "String",
        ],
        "vcard": [
            "String",
        ],
    },
    "InputFile": {},
    "InputInvoiceMessageContent": {
        "title": [
            "String",
        ],
        "description": [
            "String",
        ],
        "payload": [
            "String",
        ],
        "provider_token": [
            "String",
        ],
        "currency": [
            "String",
        ],
        "prices": [
            "Array of LabeledPrice",
        ],
        "max_tip_amount": [
            "Integer",
        ],
        "suggested_tip_amounts": [
            "Array of Integer",
        ],
        "provider_data": [
            "String",
        ],
        "photo_url": [
            "String",
        ],
        "photo_size": [
            "Integer",
        ],
        "photo_width": [
            "Integer",
        ],
        "photo_height": [
            "Integer",
        ],
        "need_name": [
            "Boolean",
        ],
        "need_phone_number": [
            "Boolean",
        ],
        "need_email": [
            "Boolean",
        ],
        "need_shipping_address": [
            "Boolean",
        ],
        "send_phone_number_to_provider": [
            "Boolean",
        ],
        "send_email_to_provider": [
            "Boolean",
        ],
        "is_flexible": [
            "Boolean",
        ],
    },
    "InputLocationMessageContent": {
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "horizontal_accuracy": [
            "Float",
        ],
        "live_period": [
            "Integer",
        ],
        "heading": [
            "Integer",
        ],
        "proximity_alert_radius": [
            "Integer",
        ],
    },
    "InputMediaAnimation": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "thumbnail": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "width": [
            "Integer",
        ],
        "height": [
            "Integer",
        ],
        "duration": [
            "Integer",
        ],
        "has_spoiler": [
            "Boolean",
        ],
    },
    "InputMediaAudio": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "thumbnail": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "duration": [
            "Integer",
        ],
        "performer": [
            "String",
        ],
        "title": [
            "String",
        ],
    },
    "InputMediaDocument": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "thumbnail": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "disable_content_type_detection": [
            "Boolean",
        ],
    },
    "InputMediaLink": {
        "type": [
            "String",
        ],
        "url": [
            "String",
        ],
    },
    "InputMediaLivePhoto": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "photo": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
    },
    "InputMediaLocation": {
        "type": [
            "String",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "horizontal_accuracy": [
            "Float",
        ],
    },
    "InputMediaPhoto": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
    },
    "InputMediaSticker": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "emoji": [
            "String",
        ],
    },
    "InputMediaVenue": {
        "type": [
            "String",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "title": [
            "String",
        ],
        "address": [
            "String",
        ],
        "foursquare_id": [
            "String",
        ],
        "foursquare_type": [
            "String",
        ],
        "google_place_id": [
            "String",
        ],
        "google_place_type": [
            "String",
        ],
    },
    "InputMediaVideo": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "thumbnail": [
            "String",
        ],
        "cover": [
            "String",
        ],
        "start_timestamp": [
            "Integer",
        ],
        "caption": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "caption_entities": [
            "Array of MessageEntity",
        ],
        "show_caption_above_media": [
            "Boolean",
        ],
        "width": [
            "Integer",
        ],
        "height": [
            "Integer",
        ],
        "duration": [
            "Integer",
        ],
        "supports_streaming": [
            "Boolean",
        ],
        "has_spoiler": [
            "Boolean",
        ],
    },
    "InputPaidMediaLivePhoto": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "photo": [
            "String",
        ],
    },
    "InputPaidMediaPhoto": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
    },
    "InputPaidMediaVideo": {
        "type": [
            "String",
        ],
        "media": [
            "String",
        ],
        "thumbnail": [
            "String",
        ],
        "cover": [
            "String",
        ],
        "start_timestamp": [
            "Integer",
        ],
        "width": [
            "Integer",
        ],
        "height": [
            "Integer",
        ],
        "duration": [
            "Integer",
        ],
        "supports_streaming": [
            "Boolean",
        ],
    },
    "InputPollOption": {
        "text": [
            "String",
        ],
        "text_parse_mode": [
            "String",
        ],
        "text_entities": [
            "Array of MessageEntity",
        ],
        "media": [
            "InputPollOptionMedia",
        ],
    },
    "InputProfilePhotoAnimated": {
        "type": [
            "String",
        ],
        "animation": [
            "String",
        ],
        "main_frame_timestamp": [
            "Float",
        ],
    },
    "InputProfilePhotoStatic": {
        "type": [
            "String",
        ],
        "photo": [
            "String",
        ],
    },
    "InputRichMessage": {
        "html": [
            "String",
        ],
        "markdown": [
            "String",
        ],
        "is_rtl": [
            "Boolean",
        ],
        "skip_entity_detection": [
            "Boolean",
        ],
    },
    "InputRichMessageContent": {
        "rich_message": [
            "InputRichMessage",
        ],
    },
    "InputSticker": {
        "sticker": [
            "String",
        ],
        "format": [
            "String",
        ],
        "emoji_list": [
            "Array of String",
        ],
        "mask_position": [
            "MaskPosition",
        ],
        "keywords": [
            "Array of String",
        ],
    },
    "InputStoryContentPhoto": {
        "type": [
            "String",
        ],
        "photo": [
            "String",
        ],
    },
    "InputStoryContentVideo": {
        "type": [
            "String",
        ],
        "video": [
            "String",
        ],
        "duration": [
            "Float",
        ],
        "cover_frame_timestamp": [
            "Float",
        ],
        "is_animation": [
            "Boolean",
        ],
    },
    "InputTextMessageContent": {
        "message_text": [
            "String",
        ],
        "parse_mode": [
            "String",
        ],
        "entities": [
            "Array of MessageEntity",
        ],
        "link_preview_options": [
            "LinkPreviewOptions",
        ],
    },
    "InputVenueMessageContent": {
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "title": [
            "String",
        ],
        "address": [
            "String",
        ],
        "foursquare_id": [
            "String",
        ],
        "foursquare_type": [
            "String",
        ],
        "google_place_id": [
            "String",
        ],
        "google_place_type": [
            "String",
        ],
    },
    "KeyboardButton": {
        "text": [
            "String",
        ],
        "icon_custom_emoji_id": [
            "String",
        ],
        "style": [
            "String",
        ],
        "request_users": [
            "KeyboardButtonRequestUsers",
        ],
        "request_chat": [
            "KeyboardButtonRequestChat",
        ],
        "request_managed_bot": [
            "KeyboardButtonRequestManagedBot",
        ],
        "request_contact": [
            "Boolean",
        ],
        "request_location": [
            "Boolean",
        ],
        "request_poll": [
            "KeyboardButtonPollType",
        ],
        "web_app": [
            "WebAppInfo",
        ],
    },
    "KeyboardButtonPollType": {
        "type": [
            "String",
        ],
    },
    "KeyboardButtonRequestChat": {
        "request_id": [
            "Integer",
        ],
        "chat_is_channel": [
            "Boolean",
        ],
        "chat_is_forum": [
            "Boolean",
        ],
        "chat_has_username": [
            "Boolean",
        ],
        "chat_is_created": [
            "Boolean",
        ],
        "user_administrator_rights": [
            "ChatAdministratorRights",
        ],
        "bot_administrator_rights": [
            "ChatAdministratorRights",
        ],
        "bot_is_member": [
            "Boolean",
        ],
        "request_title": [
            "Boolean",
        ],
        "request_username": [
            "Boolean",
        ],
        "request_photo": [
            "Boolean",
        ],
    },
    "KeyboardButtonRequestManagedBot": {
        "request_id": [
            "Integer",
        ],
        "suggested_name": [
            "String",
        ],
        "suggested_username": [
            "String",
        ],
    },
    "KeyboardButtonRequestUsers": {
        "request_id": [
            "Integer",
        ],
        "user_is_bot": [
            "Boolean",
        ],
        "user_is_premium": [
            "Boolean",
        ],
        "max_quantity": [
            "Integer",
        ],
        "request_name": [
            "Boolean",
        ],
        "request_username": [
            "Boolean",
        ],
        "request_photo": [
            "Boolean",
        ],
    },
    "LabeledPrice": {
        "label": [
            "String",
        ],
        "amount": [
            "Integer",
        ],
    },
    "LinkPreviewOptions": {
        "is_disabled": [
            "Boolean",
        ],
        "url": [
            "String",
        ],
        "prefer_small_media": [
            "Boolean",
        ],
        "prefer_large_media": [
            "Boolean",
        ],
        "show_above_text": [
            "Boolean",
        ],
    },
    "LocationAddress": {
        "country_code": [
            "String",
        ],
        "state": [
            "String",
        ],
        "city": [
            "String",
        ],
        "street": [
            "String",
        ],
    },
    "LoginUrl": {
        "url": [
            "String",
        ],
        "forward_text": [
            "String",
        ],
        "bot_username": [
            "String",
        ],
        "request_write_access": [
            "Boolean",
        ],
    },
    "MaskPosition": {
        "point": [
            "String",
        ],
        "x_shift": [
            "Float",
        ],
        "y_shift": [
            "Float",
        ],
        "scale": [
            "Float",
        ],
    },
    "MenuButtonCommands": {
        "type": [
            "String",
        ],
    },
    "MenuButtonDefault": {
        "type": [
            "String",
        ],
    },
    "MenuButtonWebApp": {
        "type": [
            "String",
        ],
        "text": [
            "String",
        ],
        "web_app": [
            "WebAppInfo",
        ],
    },
    "MessageEntity": {
        "type": [
            "String",
        ],
        "offset": [
            "Integer",
        ],
        "length": [
            "Integer",
        ],
        "url": [
            "String",
        ],
        "user": [
            "User",
        ],
        "language": [
            "String",
        ],
        "custom_emoji_id": [
            "String",
        ],
        "unix_time": [
            "Integer",
        ],
        "date_time_format": [
            "String",
        ],
    },
    "PassportElementErrorDataField": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "field_name": [
            "String",
        ],
        "data_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorFile": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorFiles": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hashes": [
            "Array of String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorFrontSide": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorReverseSide": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorSelfie": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorTranslationFile": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorTranslationFiles": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "file_hashes": [
            "Array of String",
        ],
        "message": [
            "String",
        ],
    },
    "PassportElementErrorUnspecified": {
        "source": [
            "String",
        ],
        "type": [
            "String",
        ],
        "element_hash": [
            "String",
        ],
        "message": [
            "String",
        ],
    },
    "ReactionTypeCustomEmoji": {
        "type": [
            "String",
        ],
        "custom_emoji_id": [
            "String",
        ],
    },
    "ReactionTypeEmoji": {
        "type": [
            "String",
        ],
        "emoji": [
            "String",
        ],
    },
    "ReactionTypePaid": {
        "type": [
            "String",
        ],
    },
    "ReplyKeyboardMarkup": {
        "keyboard": [
            "Array of Array of KeyboardButton",
        ],
        "is_persistent": [
            "Boolean",
        ],
        "resize_keyboard": [
            "Boolean",
        ],
        "one_time_keyboard": [
            "Boolean",
        ],
        "input_field_placeholder": [
            "String",
        ],
        "selective": [
            "Boolean",
        ],
    },
    "ReplyKeyboardRemove": {
        "remove_keyboard": [
            "Boolean",
        ],
        "selective": [
            "Boolean",
        ],
    },
    "ReplyParameters": {
        "message_id": [
            "Integer",
        ],
        "chat_id": [
            "Integer",
            "String",
        ],
        "allow_sending_without_reply": [
            "Boolean",
        ],
        "quote": [
            "String",
        ],
        "quote_parse_mode": [
            "String",
        ],
        "quote_entities": [
            "Array of MessageEntity",
        ],
        "quote_position": [
            "Integer",
        ],
        "checklist_task_id": [
            "Integer",
        ],
        "poll_option_id": [
            "String",
        ],
    },
    "ShippingOption": {
        "id": [
            "String",
        ],
        "title": [
            "String",
        ],
        "prices": [
            "Array of LabeledPrice",
        ],
    },
    "StoryArea": {
        "position": [
            "StoryAreaPosition",
        ],
        "type": [
            "StoryAreaType",
        ],
    },
    "StoryAreaPosition": {
        "x_percentage": [
            "Float",
        ],
        "y_percentage": [
            "Float",
        ],
        "width_percentage": [
            "Float",
        ],
        "height_percentage": [
            "Float",
        ],
        "rotation_angle": [
            "Float",
        ],
        "corner_radius_percentage": [
            "Float",
        ],
    },
    "StoryAreaTypeLink": {
        "type": [
            "String",
        ],
        "url": [
            "String",
        ],
    },
    "StoryAreaTypeLocation": {
        "type": [
            "String",
        ],
        "latitude": [
            "Float",
        ],
        "longitude": [
            "Float",
        ],
        "address": [
            "LocationAddress",
        ],
    },
    "StoryAreaTypeSuggestedReaction": {
        "type": [
            "String",
        ],
        "reaction_type": [
            "ReactionType",
        ],
        "is_dark": [
            "Boolean",
        ],
        "is_flipped": [
            "Boolean",
        ],
    },
    "StoryAreaTypeUniqueGift": {
        "type": [
            "String",
        ],
        "name": [
            "String",
        ],
    },
    "StoryAreaTypeWeather": {
        "type": [
            "String",
        ],
        "temperature": [
            "Float",
        ],
        "emoji": [
            "String",
        ],
        "background_color": [
            "Integer",
        ],
    },
    "SuggestedPostParameters": {
        "price": [
            "SuggestedPostPrice",
        ],
        "send_date": [
            "Integer",
        ],
    },
    "SuggestedPostPrice": {
        "currency": [
            "String",
        ],
        "amount": [
            "Integer",
        ],
    },
    "SwitchInlineQueryChosenChat": {
        "query": [
            "String",
        ],
        "allow_user_chats": [
            "Boolean",
        ],
        "allow_bot_chats": [
            "Boolean",
        ],
        "allow_group_chats": [
            "Boolean",
        ],
        "allow_channel_chats": [
            "Boolean",
        ],
    },
    "User": {
        "id": [
            "Integer",
        ],
        "is_bot": [
            "Boolean",
        ],
        "first_name": [
            "String",
        ],
        "last_name": [
            "String",
        ],
        "username": [
            "String",
        ],
        "language_code": [
            "String",
        ],
        "is_premium": [
            "Boolean",
        ],
        "added_to_attachment_menu": [
            "Boolean",
        ],
        "can_join_groups": [
            "Boolean",
        ],
        "can_read_all_group_messages": [
            "Boolean",
        ],
        "supports_guest_queries": [
            "Boolean",
        ],
        "supports_inline_queries": [
            "Boolean",
        ],
        "can_connect_to_business": [
            "Boolean",
        ],
        "has_main_web_app": [
            "Boolean",
        ],
        "has_topics_enabled": [
            "Boolean",
        ],
        "allows_users_to_create_topics": [
            "Boolean",
        ],
        "can_manage_bots": [
            "Boolean",
        ],
        "supports_join_request_queries": [
            "Boolean",
        ],
    },
    "WebAppInfo": {
        "url": [
            "String",
        ],
    },
}

REQUIRED: Final[dict[str, list[str]]] = {
    "addStickerToSet": [
        "user_id",
        "name",
        "sticker",
    ],
    "answerCallbackQuery": [
        "callback_query_id",
    ],
    "answerChatJoinRequestQuery": [
        "chat_join_request_query_id",
        "result",
    ],
    "answerGuestQuery": [
        "guest_query_id",
        "result",
    ],
    "answerInlineQuery": [
        "inline_query_id",
        "results",
    ],
    "answerPreCheckoutQuery": [
        "pre_checkout_query_id",
        "ok",
    ],
    "answerShippingQuery": [
        "shipping_query_id",
        "ok",
    ],
    "answerWebAppQuery": [
        "web_app_query_id",
        "result",
    ],
    "approveChatJoinRequest": [
        "chat_id",
        "user_id",
    ],
    "approveSuggestedPost": [
        "chat_id",
        "message_id",
    ],
    "banChatMember": [
        "chat_id",
        "user_id",
    ],
    "banChatSenderChat": [
        "chat_id",
        "sender_chat_id",
    ],
    "closeForumTopic": [
        "chat_id",
        "message_thread_id",
    ],
    "closeGeneralForumTopic": [
        "chat_id",
    ],
    "convertGiftToStars": [
        "business_connection_id",
        "owned_gift_id",
    ],
    "copyMessage": [
        "chat_id",
        "from_chat_id",
        "message_id",
    ],
    "copyMessages": [
        "chat_id",
        "from_chat_id",
        "message_ids",
    ],
    "createChatInviteLink": [
        "chat_id",
    ],
    "createChatSubscriptionInviteLink": [
        "chat_id",
        "subscription_period",
        "subscription_price",
    ],
    "createForumTopic": [
        "chat_id",
        "name",
    ],
    "createInvoiceLink": [
        "title",
        "description",
        "payload",
        "currency",
        "prices",
    ],
    "createNewStickerSet": [
        "user_id",
        "name",
        "title",
        "stickers",
    ],
    "declineChatJoinRequest": [
        "chat_id",
        "user_id",
    ],
    "declineSuggestedPost": [
        "chat_id",
        "message_id",
    ],
    "deleteAllMessageReactions": [
        "chat_id",
    ],
    "deleteBusinessMessages": [
        "business_connection_id",
        "message_ids",
    ],
    "deleteChatPhoto": [
        "chat_id",
    ],
    "deleteChatStickerSet": [
        "chat_id",
    ],
    "deleteForumTopic": [
        "chat_id",
        "message_thread_id",
    ],
    "deleteMessage": [
        "chat_id",
        "message_id",
    ],
    "deleteMessageReaction": [
        "chat_id",
        "message_id",
    ],
    "deleteMessages": [
        "chat_id",
        "message_ids",
    ],
    "deleteStickerFromSet": [
        "sticker",
    ],
    "deleteStickerSet": [
        "name",
    ],
    "deleteStory": [
        "business_connection_id",
        "story_id",
    ],
    "editChatInviteLink": [
        "chat_id",
        "invite_link",
    ],
    "editChatSubscriptionInviteLink": [
        "chat_id",
        "invite_link",
    ],
    "editForumTopic": [
        "chat_id",
        "message_thread_id",
    ],
    "editGeneralForumTopic": [
        "chat_id",
        "name",
    ],
    "editMessageChecklist": [
        "business_connection_id",
        "chat_id",
        "message_id",
        "checklist",
    ],
    "editMessageLiveLocation": [
        "latitude",
        "longitude",
    ],
    "editMessageMedia": [
        "media",
    ],
    "editStory": [
        "business_connection_id",
        "story_id",
        "content",
    ],
    "editUserStarSubscription": [
        "user_id",
        "telegram_payment_charge_id",
        "is_canceled",
    ],
    "exportChatInviteLink": [
        "chat_id",
    ],
    "forwardMessage": [
        "chat_id",
        "from_chat_id",
        "message_id",
    ],
    "forwardMessages": [
        "chat_id",
        "from_chat_id",
        "message_ids",
    ],
    "getBusinessAccountGifts": [
        "business_connection_id",
    ],
    "getBusinessAccountStarBalance": [
        "business_connection_id",
    ],
    "getBusinessConnection": [
        "business_connection_id",
    ],
    "getChat": [
        "chat_id",
    ],
    "getChatAdministrators": [
        "chat_id",
    ],
    "getChatGifts": [
        "chat_id",
    ],
    "getChatMember": [
        "chat_id",
        "user_id",
    ],
    "getChatMemberCount": [
        "chat_id",
    ],
    "getCustomEmojiStickers": [
        "custom_emoji_ids",
    ],
    "getFile": [
        "file_id",
    ],
    "getGameHighScores": [
        "user_id",
    ],
    "getManagedBotAccessSettings": [
        "user_id",
    ],
    "getManagedBotToken": [
        "user_id",
    ],
    "getStickerSet": [
        "name",
    ],
    "getUserChatBoosts": [
        "chat_id",
        "user_id",
    ],
    "getUserGifts": [
        "user_id",
    ],
    "getUserPersonalChatMessages": [
        "user_id",
        "limit",
    ],
    "getUserProfileAudios": [
        "user_id",
    ],
    "getUserProfilePhotos": [
        "user_id",
    ],
    "giftPremiumSubscription": [
        "user_id",
        "month_count",
        "star_count",
    ],
    "hideGeneralForumTopic": [
        "chat_id",
    ],
    "leaveChat": [
        "chat_id",
    ],
    "pinChatMessage": [
        "chat_id",
        "message_id",
    ],
    "postStory": [
        "business_connection_id",
        "content",
        "active_period",
    ],
    "promoteChatMember": [
        "chat_id",
        "user_id",
    ],
    "readBusinessMessage": [
        "business_connection_id",
        "chat_id",
        "message_id",
    ],
    "refundStarPayment": [
        "user_id",
        "telegram_payment_charge_id",
    ],
    "removeBusinessAccountProfilePhoto": [
        "business_connection_id",
    ],
    "removeChatVerification": [
        "chat_id",
    ],
    "removeUserVerification": [
        "user_id",
    ],
    "reopenForumTopic": [
        "chat_id",
        "message_thread_id",
    ],
    "reopenGeneralForumTopic": [
        "chat_id",
    ],
    "replaceManagedBotToken": [
        "user_id",
    ],
    "replaceStickerInSet": [
        "user_id",
        "name",
        "old_sticker",
        "sticker",
    ],
    "repostStory": [
        "business_connection_id",
        "from_chat_id",
        "from_story_id",
        "active_period",
    ],
    "restrictChatMember": [
        "chat_id",
        "user_id",
        "permissions",
    ],
    "revokeChatInviteLink": [
        "chat_id",
        "invite_link",
    ],
    "savePreparedInlineMessage": [
        "user_id",
        "result",
    ],
    "savePreparedKeyboardButton": [
        "user_id",
        "button",
    ],
    "sendAnimation": [
        "chat_id",
        "animation",
    ],
    "sendAudio": [
        "chat_id",
        "audio",
    ],
    "sendChatAction": [
        "chat_id",
        "action",
    ],
    "sendChatJoinRequestWebApp": [
        "chat_join_request_query_id",
        "web_app_url",
    ],
    "sendChecklist": [
        "business_connection_id",
        "chat_id",
        "checklist",
    ],
    "sendContact": [
        "chat_id",
        "phone_number",
        "first_name",
    ],
    "sendDice": [
        "chat_id",
    ],
    "sendDocument": [
        "chat_id",
        "document",
    ],
    "sendGame": [
        "chat_id",
        "game_short_name",
    ],
    "sendGift": [
        "gift_id",
    ],
    "sendInvoice": [
        "chat_id",
        "title",
        "description",
        "payload",
        "currency",
        "prices",
    ],
    "sendLivePhoto": [
        "chat_id",
        "live_photo",
        "photo",
    ],
    "sendLocation": [
        "chat_id",
        "latitude",
        "longitude",
    ],
    "sendMediaGroup": [
        "chat_id",
        "media",
    ],
    "sendMessage": [
        "chat_id",
        "text",
    ],
    "sendMessageDraft": [
        "chat_id",
        "draft_id",
    ],
    "sendPaidMedia": [
        "chat_id",
        "star_count",
        "media",
    ],
    "sendPhoto": [
        "chat_id",
        "photo",
    ],
    "sendPoll": [
        "chat_id",
        "question",
        "options",
    ],
    "sendRichMessage": [
        "chat_id",
        "rich_message",
    ],
    "sendRichMessageDraft": [
        "chat_id",
        "draft_id",
        "rich_message",
    ],
    "sendSticker": [
        "chat_id",
        "sticker",
    ],
    "sendVenue": [
        "chat_id",
        "latitude",
        "longitude",
        "title",
        "address",
    ],
    "sendVideo": [
        "chat_id",
        "video",
    ],
    "sendVideoNote": [
        "chat_id",
        "video_note",
    ],
    "sendVoice": [
        "chat_id",
        "voice",
    ],
    "setBusinessAccountBio": [
        "business_connection_id",
    ],
    "setBusinessAccountGiftSettings": [
        "business_connection_id",
        "show_gift_button",
        "accepted_gift_types",
    ],
    "setBusinessAccountName": [
        "business_connection_id",
        "first_name",
    ],
    "setBusinessAccountProfilePhoto": [
        "business_connection_id",
        "photo",
    ],
    "setBusinessAccountUsername": [
        "business_connection_id",
    ],
    "setChatAdministratorCustomTitle": [
        "chat_id",
        "user_id",
        "custom_title",
    ],
    "setChatDescription": [
        "chat_id",
    ],
    "setChatMemberTag": [
        "chat_id",
        "user_id",
    ],
    "setChatPermissions": [
        "chat_id",
        "permissions",
    ],
    "setChatPhoto": [
        "chat_id",
        "photo",
    ],
    "setChatStickerSet": [
        "chat_id",
        "sticker_set_name",
    ],
    "setChatTitle": [
        "chat_id",
        "title",
    ],
    "setCustomEmojiStickerSetThumbnail": [
        "name",
    ],
    "setGameScore": [
        "user_id",
        "score",
    ],
    "setManagedBotAccessSettings": [
        "user_id",
        "is_access_restricted",
    ],
    "setMessageReaction": [
        "chat_id",
        "message_id",
    ],
    "setMyCommands": [
        "commands",
    ],
    "setMyProfilePhoto": [
        "photo",
    ],
    "setPassportDataErrors": [
        "user_id",
        "errors",
    ],
    "setStickerEmojiList": [
        "sticker",
        "emoji_list",
    ],
    "setStickerKeywords": [
        "sticker",
    ],
    "setStickerMaskPosition": [
        "sticker",
    ],
    "setStickerPositionInSet": [
        "sticker",
        "position",
    ],
    "setStickerSetThumbnail": [
        "name",
        "user_id",
        "format",
    ],
    "setStickerSetTitle": [
        "name",
        "title",
    ],
    "setUserEmojiStatus": [
        "user_id",
    ],
    "setWebhook": [
        "url",
    ],
    "stopPoll": [
        "chat_id",
        "message_id",
    ],
    "transferBusinessAccountStars": [
        "business_connection_id",
        "star_count",
    ],
    "transferGift": [
        "business_connection_id",
        "owned_gift_id",
        "new_owner_chat_id",
    ],
    "unbanChatMember": [
        "chat_id",
        "user_id",
    ],
    "unbanChatSenderChat": [
        "chat_id",
        "sender_chat_id",
    ],
    "unhideGeneralForumTopic": [
        "chat_id",
    ],
    "unpinAllChatMessages": [
        "chat_id",
    ],
    "unpinAllForumTopicMessages": [
        "chat_id",
        "message_thread_id",
    ],
    "unpinAllGeneralForumTopicMessages": [
        "chat_id",
    ],
    "unpinChatMessage": [
        "chat_id",
    ],
    "upgradeGift": [
        "business_connection_id",
        "owned_gift_id",
    ],
    "uploadStickerFile": [
        "user_id",
        "sticker",
        "sticker_format",
    ],
    "verifyChat": [
        "chat_id",
    ],
    "verifyUser": [
        "user_id",
    ],
    "AcceptedGiftTypes": [
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ],
    "BotCommand": [
        "command",
        "description",
    ],
    "BotCommandScopeAllChatAdministrators": [
        "type",
    ],
    "BotCommandScopeAllGroupChats": [
        "type",
    ],
    "BotCommandScopeAllPrivateChats": [
        "type",
    ],
    "BotCommandScopeChat": [
        "type",
        "chat_id",
    ],
    "BotCommandScopeChatAdministrators": [
        "type",
        "chat_id",
    ],
    "BotCommandScopeChatMember": [
        "type",
        "chat_id",
        "user_id",
    ],
    "BotCommandScopeDefault": [
        "type",
    ],
    "ChatAdministratorRights": [
        "is_anonymous",
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
    ],
    "CopyTextButton": [
        "text",
    ],
    "ForceReply": [
        "force_reply",
    ],
    "InlineKeyboardButton": [
        "text",
    ],
    "InlineKeyboardMarkup": [
        "inline_keyboard",
    ],
    "InlineQueryResultArticle": [
        "type",
        "id",
        "title",
        "input_message_content",
    ],
    "InlineQueryResultAudio": [
        "type",
        "id",
        "audio_url",
        "title",
    ],
    "InlineQueryResultCachedAudio": [
        "type",
        "id",
        "audio_file_id",
    ],
    "InlineQueryResultCachedDocument": [
        "type",
        "id",
        "title",
        "document_file_id",
    ],
    "InlineQueryResultCachedGif": [
        "type",
        "id",
        "gif_file_id",
    ],
    "InlineQueryResultCachedMpeg4Gif": [
        "type",
        "id",
        "mpeg4_file_id",
    ],
    "InlineQueryResultCachedPhoto": [
        "type",
        "id",
        "photo_file_id",
    ],
    "InlineQueryResultCachedSticker": [
        "type",
        "id",
        "sticker_file_id",
    ],
    "InlineQueryResultCachedVideo": [
        "type",
        "id",
        "video_file_id",
        "title",
    ],
    "InlineQueryResultCachedVoice": [
        "type",
        "id",
        "voice_file_id",
        "title",
    ],
    "InlineQueryResultContact": [
        "type",
        "id",
        "phone_number",
        "first_name",
    ],
    "InlineQueryResultDocument": [
        "type",
        "id",
        "title",
        "document_url",
        "mime_type",
    ],
    "InlineQueryResultGame": [
        "type",
        "id",
        "game_short_name",
    ],
    "InlineQueryResultGif": [
        "type",
        "id",
        "gif_url",
        "thumbnail_url",
    ],
    "InlineQueryResultLocation": [
        "type",
        "id",
        "latitude",
        "longitude",
        "title",
    ],
    "InlineQueryResultMpeg4Gif": [
        "type",
        "id",
        "mpeg4_url",
        "thumbnail_url",
    ],
    "InlineQueryResultPhoto": [
        "type",
        "id",
        "photo_url",
        "thumbnail_url",
    ],
    "InlineQueryResultVenue": [
        "type",
        "id",
        "latitude",
        "longitude",
        "title",
        "address",
    ],
    "InlineQueryResultVideo": [
        "type",
        "id",
        "video_url",
        "mime_type",
        "thumbnail_url",
        "title",
    ],
    "InlineQueryResultVoice": [
        "type",
        "id",
        "voice_url",
        "title",
    ],
    "InlineQueryResultsButton": [
        "text",
    ],
    "InputChecklist": [
        "title",
        "tasks",
    ],
    "InputChecklistTask": [
        "id",
        "text",
    ],
    "InputContactMessageContent": [
        "phone_number",
        "first_name",
    ],
    "InputInvoiceMessageContent": [
        "title",
        "description",
        "payload",
        "currency",
        "prices",
    ],
    "InputLocationMessageContent": [
        "latitude",
        "longitude",
    ],
    "InputMediaAnimation": [
        "type",
        "media",
    ],
    "InputMediaAudio": [
        "type",
        "media",
    ],
    "InputMediaDocument": [
        "type",
        "media",
    ],
    "InputMediaLink": [
        "type",
        "url",
    ],
    "InputMediaLivePhoto": [
        "type",
        "media",
        "photo",
    ],
    "InputMediaLocation": [
        "type",
        "latitude",
        "longitude",
    ],
    "InputMediaPhoto": [
        "type",
        "media",
    ],
    "InputMediaSticker": [
        "type",
        "media",
    ],
    "InputMediaVenue": [
        "type",
        "latitude",
        "longitude",
        "title",
        "address",
    ],
    "InputMediaVideo": [
        "type",
        "media",
    ],
    "InputPaidMediaLivePhoto": [
        "type",
        "media",
        "photo",
    ],
    "InputPaidMediaPhoto": [
        "type",
        "media",
    ],
    "InputPaidMediaVideo": [
        "type",
        "media",
    ],
    "InputPollOption": [
        "text",
    ],
    "InputProfilePhotoAnimated": [
        "type",
        "animation",
    ],
    "InputProfilePhotoStatic": [
        "type",
        "photo",
    ],
    "InputRichMessageContent": [
        "rich_message",
    ],
    "InputSticker": [
        "sticker",
        "format",
        "emoji_list",
    ],
    "InputStoryContentPhoto": [
        "type",
        "photo",
    ],
    "InputStoryContentVideo": [
        "type",
        "video",
    ],
    "InputTextMessageContent": [
        "message_text",
    ],
    "InputVenueMessageContent": [
        "latitude",
        "longitude",
        "title",
        "address",
    ],
    "KeyboardButton": [
        "text",
    ],
    "KeyboardButtonRequestChat": [
        "request_id",
        "chat_is_channel",
    ],
    "KeyboardButtonRequestManagedBot": [
        "request_id",
    ],
    "KeyboardButtonRequestUsers": [
        "request_id",
    ],
    "LabeledPrice": [
        "label",
        "amount",
    ],
    "LocationAddress": [
        "country_code",
    ],
    "LoginUrl": [
        "url",
    ],
    "MaskPosition": [
        "point",
        "x_shift",
        "y_shift",
        "scale",
    ],
    "MenuButtonCommands": [
        "type",
    ],
    "MenuButtonDefault": [
        "type",
    ],
    "MenuButtonWebApp": [
        "type",
        "text",
        "web_app",
    ],
    "MessageEntity": [
        "type",
        "offset",
        "length",
    ],
    "PassportElementErrorDataField": [
        "source",
        "type",
        "field_name",
        "data_hash",
        "message",
    ],
    "PassportElementErrorFile": [
        "source",
        "type",
        "file_hash",
        "message",
    ],
    "PassportElementErrorFiles": [
        "source",
        "type",
        "file_hashes",
        "message",
    ],
    "PassportElementErrorFrontSide": [
        "source",
        "type",
        "file_hash",
        "message",
    ],
    "PassportElementErrorReverseSide": [
        "source",
        "type",
        "file_hash",
        "message",
    ],
    "PassportElementErrorSelfie": [
        "source",
        "type",
        "file_hash",
        "message",
    ],
    "PassportElementErrorTranslationFile": [
        "source",
        "type",
        "file_hash",
        "message",
    ],
    "PassportElementErrorTranslationFiles": [
        "source",
        "type",
        "file_hashes",
        "message",
    ],
    "PassportElementErrorUnspecified": [
        "source",
        "type",
        "element_hash",
        "message",
    ],
    "ReactionTypeCustomEmoji": [
        "type",
        "custom_emoji_id",
    ],
    "ReactionTypeEmoji": [
        "type",
        "emoji",
    ],
    "ReactionTypePaid": [
        "type",
    ],
    "ReplyKeyboardMarkup": [
        "keyboard",
    ],
    "ReplyKeyboardRemove": [
        "remove_keyboard",
    ],
    "ReplyParameters": [
        "message_id",
    ],
    "ShippingOption": [
        "id",
        "title",
        "prices",
    ],
    "StoryArea": [
        "position",
        "type",
    ],
    "StoryAreaPosition": [
        "x_percentage",
        "y_percentage",
        "width_percentage",
        "height_percentage",
        "rotation_angle",
        "corner_radius_percentage",
    ],
    "StoryAreaTypeLink": [
        "type",
        "url",
    ],
    "StoryAreaTypeLocation": [
        "type",
        "latitude",
        "longitude",
    ],
    "StoryAreaTypeSuggestedReaction": [
        "type",
        "reaction_type",
    ],
    "StoryAreaTypeUniqueGift": [
        "type",
        "name",
    ],
    "StoryAreaTypeWeather": [
        "type",
        "temperature",
        "emoji",
        "background_color",
    ],
    "SuggestedPostPrice": [
        "currency",
        "amount",
    ],
    "User": [
        "id",
        "is_bot",
        "first_name",
    ],
    "WebAppInfo": [
        "url",
    ],
}

UNIONS: Final[dict[str, list[str]]] = {
    "BotCommandScope": [
        "BotCommandScopeDefault",
        "BotCommandScopeAllPrivateChats",
        "BotCommandScopeAllGroupChats",
        "BotCommandScopeAllChatAdministrators",
        "BotCommandScopeChat",
        "BotCommandScopeChatAdministrators",
        "BotCommandScopeChatMember",
    ],
    "InlineQueryResult": [
        "InlineQueryResultCachedAudio",
        "InlineQueryResultCachedDocument",
        "InlineQueryResultCachedGif",
        "InlineQueryResultCachedMpeg4Gif",
        "InlineQueryResultCachedPhoto",
        "InlineQueryResultCachedSticker",
        "InlineQueryResultCachedVideo",
        "InlineQueryResultCachedVoice",
        "InlineQueryResultArticle",
        "InlineQueryResultAudio",
        "InlineQueryResultContact",
        "InlineQueryResultGame",
        "InlineQueryResultDocument",
        "InlineQueryResultGif",
        "InlineQueryResultLocation",
        "InlineQueryResultMpeg4Gif",
        "InlineQueryResultPhoto",
        "InlineQueryResultVenue",
        "InlineQueryResultVideo",
        "InlineQueryResultVoice",
    ],
    "InputMedia": [
        "InputMediaAnimation",
        "InputMediaAudio",
        "InputMediaDocument",
        "InputMediaLivePhoto",
        "InputMediaPhoto",
        "InputMediaVideo",
    ],
    "InputMessageContent": [
        "InputTextMessageContent",
        "InputRichMessageContent",
        "InputLocationMessageContent",
        "InputVenueMessageContent",
        "InputContactMessageContent",
        "InputInvoiceMessageContent",
    ],
    "InputPaidMedia": [
        "InputPaidMediaLivePhoto",
        "InputPaidMediaPhoto",
        "InputPaidMediaVideo",
    ],
    "InputPollMedia": [
        "InputMediaAnimation",
        "InputMediaAudio",
        "InputMediaDocument",
        "InputMediaLivePhoto",
        "InputMediaLocation",
        "InputMediaPhoto",
        "InputMediaVenue",
        "InputMediaVideo",
    ],
    "InputPollOptionMedia": [
        "InputMediaAnimation",
        "InputMediaLink",
        "InputMediaLivePhoto",
        "InputMediaLocation",
        "InputMediaPhoto",
        "InputMediaSticker",
        "InputMediaVenue",
        "InputMediaVideo",
    ],
    "InputProfilePhoto": [
        "InputProfilePhotoStatic",
        "InputProfilePhotoAnimated",
    ],
    "InputStoryContent": [
        "InputStoryContentPhoto",
        "InputStoryContentVideo",
    ],
    "MenuButton": [
        "MenuButtonCommands",
        "MenuButtonWebApp",
        "MenuButtonDefault",
    ],
    "PassportElementError": [
        "PassportElementErrorDataField",
        "PassportElementErrorFrontSide",
        "PassportElementErrorReverseSide",
        "PassportElementErrorSelfie",
        "PassportElementErrorFile",
        "PassportElementErrorFiles",
        "PassportElementErrorTranslationFile",
        "PassportElementErrorTranslationFiles",
        "PassportElementErrorUnspecified",
    ],
    "ReactionType": [
        "ReactionTypeEmoji",
        "ReactionTypeCustomEmoji",
        "ReactionTypePaid",
    ],
    "StoryAreaType": [
        "StoryAreaTypeLocation",
        "StoryAreaTypeSuggestedReaction",
        "StoryAreaTypeLink",
        "StoryAreaTypeWeather",
        "StoryAreaTypeUniqueGift",
    ],
}
