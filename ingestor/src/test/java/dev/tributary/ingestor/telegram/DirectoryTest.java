package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DirectoryTest {

    private static final long GROUP = -1_000_000_000_005L;

    private final Directory directory = new Directory();

    @Test
    void a_group_is_known_from_what_is_told_of_it_before_and_after_its_chat() {
        tell("{'@type':'updateSupergroup','supergroup':{'id':5,'member_count':0}}");
        tell(
                "{'@type':'updateNewChat','chat':{'id':-1000000000005,'title':'Hikers',"
                        + "'type':{'@type':'chatTypeSupergroup','supergroup_id':5}}}");

        tell(
                "{'@type':'updateSupergroupFullInfo','supergroup_id':5,"
                        + "'supergroup_full_info':{'member_count':1200}}");

        KnownChat chat = directory.chat(GROUP);
        assertThat(chat).isNotNull();
        assertThat(chat.type()).isEqualTo(ChatType.SUPERGROUP);
        assertThat(chat.members()).isEqualTo(1200);
        assertThat(directory.name(GROUP)).isEqualTo("Hikers");
    }

    @Test
    void a_chat_that_somebody_only_mentions_is_none_of_the_account_s() {
        tell("{'@type':'updateNewChat','chat':{'id':7,'type':{'@type':'chatTypePrivate'}}}");
        boolean before = directory.chat(7).isListed();

        tell(
                "{'@type':'updateChatPosition','chat_id':7,"
                        + "'position':{'order':'12','list':{'@type':'chatListMain'}}}");

        assertThat(before).isFalse();
        assertThat(directory.chat(7).isListed()).isTrue();
    }

    private void tell(String quoted) {
        String text = quoted.replace('\'', '"');
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(text);
        directory.take(new TdUpdate(json.path("@type").asString(), json, text));
    }
}
