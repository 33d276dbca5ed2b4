package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.sql.DriverManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class TestStackIT {

    @Test
    void theBrokerHasEveryTopic() throws Exception {
        try (var admin = new LogClients(TestStack.kafka()).admin()) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(t -> t.name().value()).toList());
        }
    }

    @Test
    void everyDatabaseIsFreshAndKnowsVectors() throws Exception {
        var one = TestStack.freshDatabase();
        var other = TestStack.freshDatabase();
        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        try (var connection =
                        DriverManager.getConnection(
                                other.jdbcUrl(), other.user(), other.password().value());
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT '[1,2]'::tributary_shared.halfvec(2)")) {
            assertThat(rows.next()).isTrue();
        }
    }
}
