package dev.tributary.processor.normalise.telegram;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What TDLib 1.8.65 tells and the archive does not keep, by name, so that whatever a later version
/// adds is noticed; and what a message of that version may hold, for the same reason.
final class TdlibSilence {

    /// Without their common beginning, `update`.
    private static final Set<String> UPDATES =
            names(
                    """
                    # Edits: the source reads the message anew and appends the whole.
                    MessageContent MessageEdited
                    # The message comes by itself.
                    ChatLastMessage MessageSendSucceeded
                    # Of a message, and kept in the raw log alone.
                    MessageSendAcknowledged MessageSendFailed MessageInteractionInfo
                    MessageContentOpened MessageMentionRead MessageUnreadReactions
                    MessageContainsUnreadPollVotes MessageFactCheck MessageSuggestedPostInfo
                    MessageLiveLocationViewed VideoPublished ActiveLiveLocationMessages
                    AnimatedEmojiMessageClicked Poll PollAnswer MessageReaction MessageReactions
                    # Of people, likewise: when they were seen and what they tell of themselves.
                    ChatAction UserStatus UserFullInfo UserPrivacySettingRules ContactCloseBirthdays
                    # Of chats, likewise: looks, rights, places in lists, what is unread.
                    ChatPhoto ChatAccentColors ChatPermissions ChatPosition ChatAddedToList
                    ChatRemovedFromList ChatReadInbox ChatReadOutbox ChatActionBar
                    ChatBusinessBotManageBar ChatAvailableReactions ChatDraftMessage ChatEmojiStatus
                    ChatMessageSender ChatMessageAutoDeleteTime ChatNotificationSettings
                    ChatPendingJoinRequests ChatReplyMarkup ChatBackground ChatTheme
                    ChatUnreadMentionCount ChatUnreadReactionCount ChatUnreadPollVoteCount
                    ChatVideoChat ChatDefaultDisableNotification ChatHasProtectedContent
                    ChatIsTranslatable ChatIsMarkedAsUnread ChatViewAsTopics ChatBlockList
                    ChatHasScheduledMessages ChatFolders ChatOnlineMemberCount SavedMessagesTopic
                    SavedMessagesTopicCount DirectMessagesChatTopic TopicMessageCount ForumTopicInfo
                    ForumTopic SecretChat SupergroupFullInfo ChatActiveStories ChatRevenueAmount
                    # For bots and businesses.
                    PendingMessage NewOauthRequest ChatJoinResult TrustedMiniAppBots
                    AttachmentMenuBots WebAppMessageSent BusinessConnection NewBusinessMessage
                    BusinessMessageEdited BusinessMessagesDeleted NewInlineQuery
                    NewChosenInlineResult NewGuestQuery NewCallbackQuery NewInlineCallbackQuery
                    NewBusinessCallbackQuery NewShippingQuery NewPreCheckoutQuery NewCustomEvent
                    NewCustomQuery ManagedBot ChatMember NewChatJoinRequest ChatBoost
                    PaidMediaPurchased
                    # Of the client and its service: files, calls, stories, stickers, settings.
                    AuthorizationState QuickReplyShortcut QuickReplyShortcutDeleted
                    QuickReplyShortcuts QuickReplyShortcutMessages ScopeNotificationSettings
                    ReactionNotificationSettings Notification NotificationGroup ActiveNotifications
                    HavePendingNotifications ServiceNotification File FileGenerationStart
                    FileGenerationStop FileDownloads FileAddedToDownloads FileDownload
                    FileRemovedFromDownloads ApplicationVerificationRequired
                    ApplicationRecaptchaVerificationRequired Call GroupCall GroupCallParticipant
                    GroupCallParticipants GroupCallVerificationState NewGroupCallMessage
                    NewGroupCallPaidReaction GroupCallMessageSendFailed GroupCallMessagesDeleted
                    LiveStoryTopDonors NewCallSignalingData GiftAuctionState ActiveGiftAuctions
                    UnreadMessageCount UnreadChatCount Story StoryDeleted StoryPostSucceeded
                    StoryPostFailed StoryListChatCount StoryStealthMode Option StickerSet
                    InstalledStickerSets TrendingStickerSets RecentStickers FavoriteStickers
                    SavedAnimations SavedNotificationSounds DefaultBackground EmojiChatThemes
                    AccentColors ProfileAccentColors WebBrowserSettings LanguagePackStrings
                    ConnectionState FreezeState AgeVerificationParameters TermsOfService
                    UnconfirmedSession ActiveEmojiReactions AvailableMessageEffects
                    DefaultReactionType DefaultPaidReactionType SavedMessagesTags OwnedStarCount
                    OwnedTonCount StarRevenueStatus TonRevenueStatus SpeechRecognitionTrial
                    GroupCallMessageLevels DiceEmojis StakeDiceState AnimationSearchParameters
                    TextCompositionStyles SuggestedActions SpeedLimitNotification AutosaveSettings
                    """);

    private static final Set<String> OBJECTS =
            names(
                    """
                    # Ids alone; who they are comes as updates.
                    users chats messageSenders chatAdministrators
                    # Kept in the raw log alone.
                    userFullInfo supergroupFullInfo forumTopics forumTopic file count
                    ok error
                    """);

    /// Without their common beginning, `message`.
    private static final Set<String> CONTENTS =
            names(
                    """
                    # Text, and what hangs on it.
                    Text RichMessage AnimatedEmoji Photo Video Animation Document Audio VoiceNote
                    VideoNote Sticker ExpiredPhoto ExpiredVideo ExpiredVideoNote ExpiredVoiceNote
                    Location LiveLocation Venue Contact Poll Checklist Game
                    # Nothing but their text, if they have one, as in an export.
                    Dice StakeDice Story Invoice PaidMedia Giveaway GiveawayWinners
                    # TDLib itself cannot show it.
                    Unsupported
                    """);

    private TdlibSilence() {}

    static boolean isUpdate(String type) {
        return type.startsWith("update") && UPDATES.contains(type.substring("update".length()));
    }

    /// Whether it is what somebody writes. Announcements are not among them.
    static boolean isContent(String type) {
        return type.startsWith("message") && CONTENTS.contains(type.substring("message".length()));
    }

    static boolean isObject(String type) {
        return OBJECTS.contains(type);
    }

    private static Set<String> names(String lines) {
        return lines.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
