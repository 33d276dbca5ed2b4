package dev.tributary.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPagesTest {

    private static final URI INGESTOR = URI.create("http://ingestors:9464/status");
    private static final URI PROCESSOR = URI.create("http://processors:9465/status");
    private static final URI STACK = URI.create("http://127.0.0.1:4000/status");

    @Test
    void what_is_configured_counts_more_than_what_the_stack_says() {
        assertThat(StatusPages.of(configured(INGESTOR, PROCESSOR), endpoints(STACK)))
                .isEqualTo(new StatusPages(INGESTOR, PROCESSOR));
    }

    @Test
    void a_running_stack_tells_both_on_one_page() {
        assertThat(StatusPages.of(configured(null, null), endpoints(STACK)))
                .isEqualTo(new StatusPages(STACK, null));
    }

    @Test
    void programs_by_themselves_are_looked_for_on_this_machine() {
        assertThat(StatusPages.of(configured(null, null), endpoints(null)))
                .isEqualTo(
                        new StatusPages(
                                URI.create("http://127.0.0.1:9464/status"),
                                URI.create("http://127.0.0.1:9465/status")));
    }

    @Test
    void every_address_of_a_name_is_a_page() {
        assertThat(StatusPages.each(STACK)).containsExactly(STACK);
        assertThat(StatusPages.each(URI.create("http://nobody.invalid:1/status"))).isEmpty();
    }

    private static Settings.Status configured(@Nullable URI ingestor, @Nullable URI processor) {
        return new Settings.Status("127.0.0.1", ingestor, processor);
    }

    private static Endpoints endpoints(@Nullable URI status) {
        return new Endpoints(
                1,
                new Endpoints.Kafka(Map.of()),
                new Endpoints.Postgres("jdbc:postgresql:x", "x", new Secret("")),
                status);
    }
}
