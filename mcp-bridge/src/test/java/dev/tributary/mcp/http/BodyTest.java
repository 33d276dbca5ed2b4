package dev.tributary.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.Test;

class BodyTest {

    @Test
    void gives_more_time_to_those_who_send_more_and_an_end_to_all() {
        assertThat(Body.allowed(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Body.allowed(4_096)).isEqualTo(Duration.ofSeconds(6));
        assertThat(Body.allowed(1 << 20)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void is_whole_up_to_its_limit() throws Exception {
        Content.Source source =
                Content.Source.from(ByteBuffer.wrap(new byte[4]), ByteBuffer.wrap(new byte[6]));

        Body body = Body.read(source, 10);

        assertThat(body.fate()).isEqualTo(Body.Fate.WHOLE);
        assertThat(body.bytes()).hasSize(10);
    }

    @Test
    void is_read_to_its_end_and_not_kept_where_it_is_too_long() throws Exception {
        Content.Source source =
                Content.Source.from(ByteBuffer.wrap(new byte[10]), ByteBuffer.wrap(new byte[11]));

        Body body = Body.read(source, 10);

        assertThat(body.fate()).isEqualTo(Body.Fate.TOO_LONG);
        assertThat(source.read().isLast()).isTrue();
    }
}
