package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailboxTest {

    private final TdUpdate update =
            new TdUpdate("updateUser", JsonMapper.shared().createObjectNode(), "{}");

    @Test
    void what_does_not_fit_is_missed_where_it_should_stand() throws Exception {
        Mailbox mailbox = new Mailbox(1);
        mailbox.push(update);
        mailbox.push(update);
        mailbox.push(update);
        var first = mailbox.take(Duration.ZERO);
        mailbox.push(update);

        var second = mailbox.take(Duration.ZERO);

        assertThat(first).isEqualTo(new Arrival.Pushed(update));
        assertThat(second).isEqualTo(new Arrival.Lost(2));
        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(new Arrival.Pushed(update));
        assertThat(mailbox.take(Duration.ZERO)).isNull();
    }

    @Test
    void a_loss_is_told_though_nothing_comes_after_it() throws Exception {
        Mailbox mailbox = new Mailbox(0);
        mailbox.push(update);

        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(new Arrival.Lost(1));
    }
}
