package dev.tributary.ingestor.imports.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HugeExportTest {

    private static final int MESSAGES = 1_000_000;
    private static final int PROBE_EVERY = 200_000;
    private static final byte[] BEGIN =
            """
            {"personal_information": {"user_id": 1}, "chats": {"list": [
             {"name": "N", "type": "bot_chat", "id": 9, "messages": [null\
            """
                    .getBytes(UTF_8);
    private static final byte[] MESSAGE =
            """
            ,
                 {
                  "id": 1,
                  "type": "message",
                  "date": "2023-01-15T10:30:00",
                  "date_unixtime": "1673778600",
                  "from": "Анна",
                  "from_id": "user123456789",
                  "text": "Кто взял мою чашку? Она стояла здесь ещё утром, а теперь её нет.",
                  "text_entities": []
                 }\
            """
                    .getBytes(UTF_8);
    private static final byte[] END = "]}]}}".getBytes(UTF_8);
    private static final long MIB = 1024 * 1024;

    @Test
    void an_export_of_300_mb_takes_no_more_memory_than_a_small_one() throws IOException {
        ImportPlan plan =
                new TelegramExport(null, ZoneId.of("UTC"))
                        .survey(window(), new ImportFile(Path.of("result.json")));
        long before = usedHeap();
        AtomicLong messages = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        AtomicLong mostUsed = new AtomicLong();

        plan.split(
                window(),
                piece -> {
                    bytes.addAndGet(piece.position() - bytes.get());
                    if (messages.incrementAndGet() % PROBE_EVERY == 0) {
                        mostUsed.accumulateAndGet(usedHeap(), Math::max);
                    }
                });

        assertThat(messages).hasValue(MESSAGES + 1);
        assertThat(bytes.get()).isGreaterThan(300 * MIB);
        assertThat(mostUsed.get() - before).isLessThan(16 * MIB);
    }

    private static ByteWindow window() {
        return new ByteWindow(new Export(), 16 << 20, 1024);
    }

    /// Made while it is read.
    private static final class Export extends InputStream {

        private byte[] part = {};
        private int at;
        private int next = -1;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            while (at == part.length && next <= MESSAGES) {
                part = part(next++);
                at = 0;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, bytes, offset, count);
            at += count;
            return count == 0 ? -1 : count;
        }
    }

    private static byte[] part(int number) {
        if (number < 0) {
            return BEGIN;
        }
        return number < MESSAGES ? MESSAGE : END;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
