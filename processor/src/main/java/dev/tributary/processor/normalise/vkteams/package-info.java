/// The VK Teams Bot API's values as events (<https://teams.vk.com/botapi/>). [VkTeamsEventReading]
/// reads the elements of `events/get`, [VkTeamsChatReading] the answers of `chats/getInfo` and
/// `chats/getMembers`; [VkTeamsContent] is what a message and its parts say.
@NullMarked
package dev.tributary.processor.normalise.vkteams;

import org.jspecify.annotations.NullMarked;
