package dev.tributary.processor.normalise.telegram;

import static dev.tributary.processor.normalise.telegram.Tdlib.object;
import static dev.tributary.processor.normalise.telegram.Tdlib.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.processor.normalise.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdlibPeopleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"id\":5,\"type\":{\"@type\":\"chatTypePrivate\",\"user_id\":5} | PRIVATE",
                "\"id\":-42,\"type\":{\"@type\":\"chatTypeBasicGroup\",\"basic_group_id\":42} |"
                        + " GROUP",
                "\"id\":-1000000000042,\"type\":{\"@type\":\"chatTypeSupergroup\",\"is_channel\":true}"
                    + " | CHANNEL"
            })
    void a_chat_has_a_kind_and_a_title(String fields, String kind) {
        String chat = "{\"@type\":\"chat\"," + fields + ",\"title\":\"Hiking\"}";
        String expected =
                "{\"type\":\"chat\",\"chat\":{\"kind\":\""
                        + kind
                        + "\",\"title\":\"Hiking\"},\"at\":\"2024-05-01T12:00:00.123Z\"}";

        assertThat(update("updateNewChat", "\"chat\":" + chat).lines()).isEqualTo(expected);
        assertThat(Told.of("telegram:1", ContentType.TDLIB_OBJECT, chat).lines())
                .isEqualTo(expected);
    }

    @Test
    void a_chat_has_a_new_title() {
        assertThat(update("updateChatTitle", "\"chat_id\":-42,\"title\":\"Peaks\"").lines())
                .isEqualTo(
                        """
                        {"type":"chat","chat":{"title":"Peaks"},"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_user_has_a_name_a_handle_and_may_be_a_contact() {
        assertThat(
                        update(
                                        "updateUser",
                                        "\"user\":{\"@type\":\"user\",\"id\":777,\"first_name\":\"Anna\","
                                            + "\"last_name\":\"Petrova\",\"usernames\":{\"@type\":\"usernames\","
                                            + "\"active_usernames\":[\"anna\",\"ann\"]},\"is_contact\":true}")
                                .lines())
                .isEqualTo(
                        """
                        {"type":"user","user":{"id":"777","displayName":"Anna Petrova","handle":"anna"},"contact":true,"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void members_came_when_and_by_whom_the_list_says() {
        String member =
                "{\"@type\":\"chatMember\",\"member_id\":{\"@type\":\"messageSenderUser\",\"user_id\":%d},"
                    + "\"inviter_user_id\":%d,\"joined_chat_date\":%d,\"status\":{\"@type\":\"chatMemberStatus%s\"}}";

        String told =
                object(
                                "chatMembers",
                                "\"members\":["
                                        + member.formatted(1, 9, 1673767800, "Member")
                                        + ","
                                        + member.formatted(2, 9, 1673767800, "Administrator")
                                        + ","
                                        + member.formatted(3, 0, 0, "Member")
                                        + ","
                                        + member.formatted(4, 9, 1673767800, "Banned")
                                        + "]")
                        .with(RawHeader.CHAT_ID, "-1000000000042")
                        .lines();

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"members","joined":true,"members":[{"id":"1"},{"id":"2"}],"by":"9","at":"2023-01-15T07:30:00Z"}
                        {"type":"members","joined":true,"members":[{"id":"3"}],"at":"2024-05-01T12:00:00.123Z"}
                        {"type":"members","joined":false,"members":[{"id":"4"}],"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_group_names_its_chat_by_its_own_id() {
        Told told =
                update(
                        "updateBasicGroupFullInfo",
                        "\"basic_group_id\":42,\"basic_group_full_info\":{\"members\":[{\"member_id\":"
                            + "{\"@type\":\"messageSenderUser\",\"user_id\":1},\"status\":{\"@type\":"
                            + "\"chatMemberStatusMember\"}}]}");

        assertThat(told.events().getFirst().source().chat()).isEqualTo(new ChatId("-42"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"@type\":\"chatMemberStatusMember\" | true",
                "\"@type\":\"chatMemberStatusRestricted\",\"is_member\":false | false",
                "\"@type\":\"chatMemberStatusLeft\" | false"
            })
    void whether_the_account_is_in_a_group_is_told(String status, String joined) {
        Told told =
                update(
                        "updateSupergroup",
                        "\"supergroup\":{\"@type\":\"supergroup\",\"id\":42,\"status\":{"
                                + status
                                + "}}");

        assertThat(told.lines())
                .isEqualTo(
                        "{\"type\":\"members\",\"joined\":"
                                + joined
                                + ",\"members\":[{\"id\":\"1\"}],\"at\":\"2024-05-01T12:00:00.123Z\"}");
        assertThat(told.events().getFirst().source().chat())
                .isEqualTo(new ChatId("-1000000000042"));
    }

    @Test
    void a_supergroup_says_since_when_the_account_is_in_it() {
        Told told =
                update(
                        "updateSupergroup",
                        "\"supergroup\":{\"id\":42,\"date\":1673767800,"
                                + "\"status\":{\"@type\":\"chatMemberStatusMember\"}}");

        assertThat(told.lines()).contains("\"at\":\"2023-01-15T07:30:00Z\"");
    }
}
