package dev.tributary.processor.normalise.telegram;

import static java.util.Map.entry;

import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.wire.WireObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the service announced, in the words that an export has for it (see [ExportService]): the
/// exporter's name of the action and what it was about, in the exporter's order. Actions that the
/// exporter does not know keep TDLib's name in the same manner.
final class TdlibAnnouncement {

    private static final Map<String, String> ACTIONS =
            Map.ofEntries(
                    entry("messageBasicGroupChatCreate", "create_group"),
                    entry("messageSupergroupChatCreate", "create_channel"),
                    entry("messageChatChangeTitle", "edit_group_title"),
                    entry("messageChatChangePhoto", "edit_group_photo"),
                    entry("messageChatDeletePhoto", "delete_group_photo"),
                    entry("messageChatAddMembers", "invite_members"),
                    entry("messageChatDeleteMember", "remove_members"),
                    entry("messageChatJoinByLink", "join_group_by_link"),
                    entry("messageChatJoinByRequest", "join_group_by_request"),
                    entry("messageChatUpgradeTo", "migrate_to_supergroup"),
                    entry("messageChatUpgradeFrom", "migrate_from_group"),
                    entry("messagePinMessage", "pin_message"),
                    entry("messageScreenshotTaken", "take_screenshot"),
                    entry("messageChatSetBackground", "set_chat_wallpaper"),
                    entry("messageChatSetTheme", "edit_chat_theme"),
                    entry("messageChatSetMessageAutoDeleteTime", "set_messages_ttl"),
                    entry("messageChatBoost", "boost_apply"),
                    entry("messageForumTopicCreated", "topic_created"),
                    entry("messageForumTopicEdited", "topic_edit"),
                    entry("messageForumTopicIsClosedToggled", "topic_edit"),
                    entry("messageForumTopicIsHiddenToggled", "topic_edit"),
                    entry("messageSuggestProfilePhoto", "suggest_profile_photo"),
                    entry("messageGameScore", "score_in_game"),
                    entry("messageContactRegistered", "joined_telegram"),
                    entry("messageCall", "phone_call"),
                    entry("messageGroupCall", "conference_call"),
                    entry("messageVideoChatStarted", "group_call"),
                    entry("messageVideoChatEnded", "group_call"),
                    entry("messageVideoChatScheduled", "group_call_scheduled"),
                    entry("messageInviteVideoChatParticipants", "invite_to_group_call"),
                    entry("messagePaymentSuccessful", "send_payment"),
                    entry("messagePaymentRefunded", "refunded_payment"),
                    entry("messageBotWriteAccessAllowed", "allow_sending_messages"),
                    entry("messagePassportDataSent", "send_passport_values"),
                    entry("messageProximityAlertTriggered", "proximity_reached"),
                    entry("messageUsersShared", "requested_peer"),
                    entry("messageChatShared", "requested_peer"),
                    entry("messageWebAppDataSent", "send_webview_data"),
                    entry("messageGiftedPremium", "send_premium_gift"),
                    entry("messagePremiumGiftCode", "gift_code_prize"),
                    entry("messageGiveawayCreated", "giveaway_launch"),
                    entry("messageGiveawayCompleted", "giveaway_results"),
                    entry("messageGiveawayPrizeStars", "stars_prize"),
                    entry("messageGiftedStars", "send_stars_gift"),
                    entry("messageGiftedTon", "send_ton_gift"),
                    entry("messageGift", "send_star_gift"),
                    entry("messagePaidMessagesRefunded", "paid_messages_refund"),
                    entry("messagePaidMessagePriceChanged", "paid_messages_price_change"),
                    entry("messageDirectMessagePriceChanged", "paid_messages_price_change"),
                    entry("messageChecklistTasksDone", "todo_completions"),
                    entry("messageChecklistTasksAdded", "todo_append_tasks"),
                    entry("messageSuggestedPostApproved", "process_suggested_post"),
                    entry("messageSuggestedPostApprovalFailed", "process_suggested_post"),
                    entry("messageSuggestedPostDeclined", "process_suggested_post"),
                    entry("messageSuggestedPostPaid", "suggested_post_success"),
                    entry("messageSuggestedPostRefunded", "suggested_post_refund"),
                    entry("messageChatOwnerLeft", "chat_owner_left"),
                    entry("messageChatOwnerChanged", "chat_owner_changed"),
                    entry(
                            "messageChatHasProtectedContentToggled",
                            "chat_has_protected_content_toggled"),
                    entry(
                            "messageChatHasProtectedContentDisableRequested",
                            "chat_has_protected_content_disable_requested"),
                    entry("messageSuggestBirthdate", "suggest_birthdate"),
                    entry("messageManagedBotCreated", "managed_bot_created"),
                    entry("messagePollOptionAdded", "poll_option_added"),
                    entry("messagePollOptionDeleted", "poll_option_deleted"),
                    entry("messageUpgradedGift", "upgraded_gift"),
                    entry("messageRefundedUpgradedGift", "refunded_upgraded_gift"),
                    entry("messageUpgradedGiftPurchaseOffer", "upgraded_gift_purchase_offer"),
                    entry(
                            "messageUpgradedGiftPurchaseOfferRejected",
                            "upgraded_gift_purchase_offer_rejected"));

    /// In words of its own.
    private static final String CUSTOM = "messageCustomServiceAction";

    private TdlibAnnouncement() {}

    /// @param type of a `MessageContent`
    static boolean knows(String type) {
        return ACTIONS.containsKey(type) || type.equals(CUSTOM);
    }

    /// @param content a `MessageContent`
    /// @return empty for what a person wrote
    static Optional<String> text(WireObject content, TdlibNames names) {
        String type = content.id("@type");
        if (type.equals(CUSTOM)) {
            return Optional.of(content.text("text"));
        }
        String action = ACTIONS.get(type);
        return action == null
                ? Optional.empty()
                : Optional.of(
                        Wording.announcement(
                                exact(action, content), present(details(type, content, names))));
    }

    /// Two of TDLib's contents are several actions of the exporter.
    private static String exact(String action, WireObject content) {
        return switch (content.id("@type")) {
            case "messageBotWriteAccessAllowed" ->
                    switch (type(content.objectOrNull("reason"))) {
                        case "botWriteAccessAllowReasonAddedToAttachmentMenu" ->
                                "attach_menu_bot_allowed";
                        case "botWriteAccessAllowReasonAcceptedRequest" -> "web_app_bot_allowed";
                        default -> action;
                    };
            case "messageChatSetBackground" ->
                    number(content, "old_background_message_id") == 0
                            ? action
                            : "set_same_chat_wallpaper";
            default -> action;
        };
    }

    private static Stream<@Nullable String> details(
            String type, WireObject content, TdlibNames names) {
        return switch (type) {
            case "messageBasicGroupChatCreate" ->
                    Stream.of(members(content, "member_user_ids", names), content.hint("title"));
            case "messageSupergroupChatCreate",
                    "messageChatChangeTitle",
                    "messageChatUpgradeFrom" ->
                    Stream.of(content.hint("title"));
            case "messageChatAddMembers" -> Stream.of(members(content, "member_user_ids", names));
            case "messageInviteVideoChatParticipants" ->
                    Stream.of(members(content, "user_ids", names));
            case "messageChatDeleteMember" -> Stream.of(names.ofPerson(content, "user_id"));
            case "messageForumTopicCreated", "messageForumTopicEdited" ->
                    Stream.of(content.hint("name"));
            case "messageChatSetTheme" -> Stream.of(hint(content.objectOrNull("theme"), "name"));
            case "messageChatSetMessageAutoDeleteTime" ->
                    Stream.of(content.idOrNull("message_auto_delete_time"));
            case "messageGameScore" -> Stream.of(content.idOrNull("score"));
            case "messageCall" ->
                    Stream.of(duration(content), reason(content.objectOrNull("discard_reason")));
            case "messageGroupCall", "messageVideoChatEnded" -> Stream.of(duration(content));
            case "messagePaymentSuccessful", "messagePaymentRefunded" ->
                    Stream.of(content.idOrNull("total_amount"), content.hint("currency"));
            case "messageBotWriteAccessAllowed" ->
                    Stream.of(access(content.objectOrNull("reason")));
            case "messageProximityAlertTriggered" ->
                    Stream.of(
                            name(names.sender(content.objectOrNull("watcher_id"))),
                            content.idOrNull("distance"));
            case "messagePremiumGiftCode" -> Stream.of(content.hint("code"));
            default -> Stream.empty();
        };
    }

    private static List<String> present(Stream<@Nullable String> details) {
        return details.filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    private static @Nullable String members(WireObject content, String key, TdlibNames names) {
        String members =
                names.people(content, key).stream()
                        .map(TdlibAnnouncement::name)
                        .collect(Collectors.joining(", "));
        return members.isEmpty() ? null : members;
    }

    private static @Nullable String name(@Nullable UserProfile user) {
        if (user == null) {
            return null;
        }
        return Objects.requireNonNullElse(user.displayName(), user.id().value());
    }

    /// A call that nobody took has none.
    private static @Nullable String duration(WireObject content) {
        long seconds = number(content, "duration");
        return seconds == 0 ? null : Long.toString(seconds);
    }

    private static @Nullable String reason(@Nullable WireObject reason) {
        return switch (type(reason)) {
            case "callDiscardReasonMissed" -> "missed";
            case "callDiscardReasonDeclined" -> "busy";
            case "callDiscardReasonDisconnected" -> "disconnect";
            case "callDiscardReasonHungUp" -> "hangup";
            // The exporter's own spelling.
            case "callDiscardReasonUpgradeToGroupCall" -> "migrate_conference_all";
            default -> null;
        };
    }

    /// Through which site or application the bot was allowed to write.
    private static @Nullable String access(@Nullable WireObject reason) {
        return switch (type(reason)) {
            case "botWriteAccessAllowReasonConnectedWebsite" -> hint(reason, "domain_name");
            case "botWriteAccessAllowReasonLaunchedWebApp" ->
                    reason == null ? null : hint(reason.objectOrNull("web_app"), "title");
            default -> null;
        };
    }

    private static String type(@Nullable WireObject object) {
        return object == null ? "" : object.text("@type");
    }

    private static @Nullable String hint(@Nullable WireObject object, String key) {
        return object == null ? null : object.hint(key);
    }

    private static long number(WireObject object, String key) {
        Long number = object.hintNumber(key);
        return number == null ? 0 : number;
    }
}
