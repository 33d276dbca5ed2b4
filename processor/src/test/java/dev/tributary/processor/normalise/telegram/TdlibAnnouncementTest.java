package dev.tributary.processor.normalise.telegram;

import static dev.tributary.processor.normalise.telegram.Tdlib.message;
import static dev.tributary.processor.normalise.telegram.Tdlib.versionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.raw.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdlibAnnouncementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "@type":"messageChatAddMembers","member_user_ids":[778,779] | invite_members: Boris, 779
                    "@type":"messageBasicGroupChatCreate","title":"Hut","member_user_ids":[778] | create_group: Boris, Hut
                    "@type":"messageChatDeleteMember","user_id":778 | remove_members: Boris
                    "@type":"messageChatDeletePhoto" | delete_group_photo
                    "@type":"messageCall","duration":35,"discard_reason":{"@type":"callDiscardReasonHungUp"} | phone_call: 35, hangup
                    "@type":"messageCall","duration":0,"discard_reason":{"@type":"callDiscardReasonMissed"} | phone_call: missed
                    "@type":"messageForumTopicEdited","name":"Food" | topic_edit: Food
                    "@type":"messageForumTopicEdited","name":"" | topic_edit
                    "@type":"messageChatSetTheme","theme":{"@type":"chatThemeEmoji","name":"🏔"} | edit_chat_theme: 🏔
                    "@type":"messageChatSetBackground","old_background_message_id":5 | set_same_chat_wallpaper
                    "@type":"messagePaymentSuccessful","total_amount":500,"currency":"EUR" | send_payment: 500, EUR
                    "@type":"messageProximityAlertTriggered","watcher_id":{"@type":"messageSenderUser","user_id":778},"distance":50 | proximity_reached: Boris, 50
                    "@type":"messageBotWriteAccessAllowed","reason":{"@type":"botWriteAccessAllowReasonConnectedWebsite","domain_name":"example.com"} | allow_sending_messages: example.com
                    "@type":"messageBotWriteAccessAllowed","reason":{"@type":"botWriteAccessAllowReasonAcceptedRequest"} | web_app_bot_allowed
                    "@type":"messageCustomServiceAction","text":"Anna joined by radio" | Anna joined by radio
                    "@type":"messageUpgradedGift" | upgraded_gift
                    """)
    void an_announcement_reads_as_in_an_export(String content, String text) {
        MessageVersion version =
                versionOf(
                        message("\"x\":0", "{" + content + "}")
                                .with(RawHeader.NAMES, "{\"778\":\"Boris\"}"));

        assertThat(version.kind()).isEqualTo(MessageKind.SERVICE);
        assertThat(version.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "@type":"messageChatAddMembers","member_user_ids":[778] | "joined":true,"members":[{"id":"778"}],"by":"777"
                    "@type":"messageChatAddMembers","member_user_ids":[777] | "joined":true,"members":[{"id":"777"}],"at"
                    "@type":"messageChatJoinByLink" | "joined":true,"members":[{"id":"777"}],"at"
                    "@type":"messageChatDeleteMember","user_id":778 | "joined":false,"members":[{"id":"778"}],"by":"777"
                    "@type":"messageChatDeleteMember","user_id":777 | "joined":false,"members":[{"id":"777"}],"at"
                    """)
    void who_comes_and_goes_is_told(String content, String members) {
        assertThat(message("\"x\":0", "{" + content + "}").lines())
                .contains("{\"type\":\"members\"," + members)
                .contains("\"at\":\"2023-01-15T07:30:00Z\"");
    }

    @Test
    void a_pin_is_announced_and_told() {
        String told =
                message("\"x\":0", "{\"@type\":\"messagePinMessage\",\"message_id\":12582912}")
                        .lines();

        assertThat(told)
                .contains("\"text\":\"pin_message\"")
                .endsWith(
                        """
                        {"type":"pinned","message":"12","pinned":true,"at":"2023-01-15T07:30:00Z"}\
                        """);
    }
}
