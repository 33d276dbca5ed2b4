/// VK Teams (<https://teams.vk.com/botapi/>): a bot's events over the Bot API's long poll. The
/// entry is [VkTeamsSource]; bytes come in through [BotApi], the only class that holds the token,
/// and leave as raw events whose values are slices of the server's own answers. Polls wait on the
/// runner's thread; [ChatLookups] asks for chats beside it on one virtual thread of its own.
@NullMarked
package dev.tributary.ingestor.vkteams;

import org.jspecify.annotations.NullMarked;
