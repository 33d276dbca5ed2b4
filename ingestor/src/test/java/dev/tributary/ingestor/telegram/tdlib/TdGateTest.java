package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The lists are written here a second time: whoever makes them longer must want it twice.
class TdGateTest {

    private static final Set<String> READING =
            Set.of(
                    // Of this process and machine.
                    "setTdlibParameters",
                    "setNetworkType",
                    "getOption",
                    "getAuthorizationState",
                    "getCurrentState",
                    "close",
                    // Of the account.
                    "getMe",
                    "getContacts",
                    "getUser",
                    "getUserFullInfo",
                    // Of chats.
                    "loadChats",
                    "getChats",
                    "getChat",
                    "getBasicGroup",
                    "getBasicGroupFullInfo",
                    "getSupergroup",
                    "getSupergroupFullInfo",
                    "getSupergroupMembers",
                    "getChatAdministrators",
                    "getForumTopics",
                    // Of messages.
                    "getChatHistory",
                    "getMessage",
                    "getMessages",
                    "getForumTopicHistory",
                    // Of files, on this machine.
                    "downloadFile",
                    "cancelDownloadFile",
                    "getFile",
                    "deleteFile",
                    "optimizeStorage",
                    "getStorageStatisticsFast");

    private static final Set<String> SIGNING_IN =
            Set.of(
                    "setAuthenticationPhoneNumber",
                    "checkAuthenticationCode",
                    "resendAuthenticationCode",
                    "checkAuthenticationPassword",
                    "requestQrCodeAuthentication");

    @Test
    void the_lists_are_these_and_no_longer() {
        assertThat(TdGate.READING).isEqualTo(READING);
        assertThat(TdGate.OPTIONS)
                .containsExactlyInAnyOrder(
                        "use_pfs",
                        "use_storage_optimizer",
                        "message_unload_delay",
                        "disable_persistent_network_statistics");
        assertThat(TdPurpose.READ.functions()).isEmpty();
        assertThat(TdPurpose.SIGN_IN.functions()).isEqualTo(SIGNING_IN);
        assertThat(TdPurpose.SIGN_OUT.functions()).containsExactly("logOut");
    }

    @ParameterizedTest
    @EnumSource
    void every_purpose_may_read_and_do_what_it_is_for(TdPurpose purpose) {
        Set<String> allowed = new TreeSet<>(READING);
        allowed.addAll(purpose.functions());

        assertThat(allowed)
                .allSatisfy(type ->
                        assertThatCode(() -> gate(purpose).check(function(type)))
                                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sendMessage",
                "sendMessageAlbum",
                "forwardMessages",
                "resendMessages",
                "editMessageText",
                "editMessageCaption",
                "deleteMessages",
                "deleteChatHistory",
                "deleteChat",
                "deleteChatMessagesBySender",
                "viewMessages",
                "openChat",
                "closeChat",
                "openMessageContent",
                "readAllChatMentions",
                "readAllChatReactions",
                "toggleChatIsMarkedAsUnread",
                "setChatDraftMessage",
                "setChatNotificationSettings",
                "addMessageReaction",
                "removeMessageReaction",
                "sendChatAction",
                "pinChatMessage",
                "unpinChatMessage",
                "unpinAllChatMessages",
                "toggleChatIsPinned",
                "joinChat",
                "leaveChat",
                "addChatMember",
                "addChatMembers",
                "banChatMember",
                "setChatMemberStatus",
                "setChatTitle",
                "setChatPhoto",
                "createPrivateChat",
                "createNewBasicGroupChat",
                "createNewSupergroupChat",
                "createChatInviteLink",
                "joinChatByInviteLink",
                "addContact",
                "importContacts",
                "removeContacts",
                "changeImportedContacts",
                "setMessageSenderBlockList",
                "reportChat",
                "setProfilePhoto",
                "setName",
                "setBio",
                "setUsername",
                "setBirthdate",
                "setUserPrivacySettingRules",
                "setAccountTtl",
                "setPassword",
                "setPollAnswer",
                "stopPoll",
                "translateText",
                "recognizeSpeech",
                "uploadFile",
                "preliminaryUploadFile",
                "addFileToDownloads",
                "clickAnimatedEmojiMessage",
                "confirmQrCodeAuthentication",
                "terminateSession",
                "terminateAllOtherSessions",
                "registerUser",
                "destroy",
                "deleteAccount",
                "resetAuthenticationEmailAddress",
                "requestAuthenticationPasswordRecovery",
                "recoverAuthenticationPassword",
                "checkAuthenticationBotToken",
                "sendCallSignalingData",
                "createCall",
                // They only look as if they read.
                "getCallbackQueryAnswer",
                "getInlineQueryResults",
                "getLoginUrl",
                "getExternalLink",
                "getWebAppUrl",
                "getChatRevenueWithdrawalUrl",
                "getChatSponsoredMessages",
                "getMessageViewers",
                // Nearly a name that is allowed.
                "GetMe",
                "getme",
                " getMe",
                "getMe ",
                "getMessagesX",
                ""
            })
    void whatever_is_not_on_a_list_is_refused(String type) {
        for (TdPurpose purpose : TdPurpose.values()) {
            assertThatThrownBy(() -> gate(purpose).check(function(type)))
                    .isInstanceOf(TdFunctionRefused.class);
        }
    }

    @Test
    void nobody_signs_in_or_out_by_the_way() {
        assertThat(SIGNING_IN)
                .allSatisfy(type -> {
                    refused(TdPurpose.READ, function(type));
                    refused(TdPurpose.SIGN_OUT, function(type));
                });
        refused(TdPurpose.READ, function("logOut"));
        refused(TdPurpose.SIGN_IN, function("logOut"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "online",
                "disable_top_chats",
                "ignore_sensitive_content_restrictions",
                "archive_and_mute_new_chats_from_unknown_users",
                "language_pack_id",
                "Use_pfs",
                ""
            })
    void an_option_that_writes_to_the_account_is_refused(String name) {
        refused(TdPurpose.READ, function("setOption").put("name", name));
    }

    @Test
    void an_option_of_this_machine_may_be_set() {
        assertThat(TdGate.OPTIONS)
                .allSatisfy(name ->
                        assertThatCode(() ->
                                        gate(TdPurpose.READ)
                                                .check(function("setOption").put("name", name)))
                                .doesNotThrowAnyException());
        refused(TdPurpose.READ, function("setOption"));
    }

    @Test
    void no_proxy_is_set_but_the_configured_one() {
        TdProxy configured = new TdProxy("127.0.0.1", 1080);

        assertThatCode(() -> new TdGate(TdPurpose.READ, configured).check(configured.function()))
                .doesNotThrowAnyException();
        refused(TdPurpose.READ, configured.function());
        assertThatThrownBy(() ->
                        new TdGate(TdPurpose.READ, configured)
                                .check(new TdProxy("127.0.0.2", 1080).function()))
                .isInstanceOf(TdFunctionRefused.class);
    }

    @Test
    void a_configured_proxy_is_never_taken_off() {
        TdGate gate = new TdGate(TdPurpose.READ, new TdProxy("127.0.0.1", 1080));

        assertThatThrownBy(() -> gate.check(function("disableProxy")))
                .isInstanceOf(TdFunctionRefused.class);
        assertThatCode(() -> gate(TdPurpose.READ).check(function("disableProxy")))
                .doesNotThrowAnyException();
    }

    private static void refused(TdPurpose purpose, ObjectNode function) {
        assertThatThrownBy(() -> gate(purpose).check(function))
                .isInstanceOf(TdFunctionRefused.class);
    }

    private static TdGate gate(TdPurpose purpose) {
        return new TdGate(purpose, null);
    }

    private static ObjectNode function(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }
}
