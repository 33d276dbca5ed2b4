package dev.tributary.standalone.stack;

import dev.tributary.contract.runtime.DataDirectory;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the run of this process into the list of starts: that it began, that it is up, that it
/// ended in order. Close it last of all that is closed under the stack's lock.
final class ThisStart implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ThisStart.class);

    private final DataDirectory data;
    private final InstantSource clock;
    private Starts starts;
    private Start start;

    private ThisStart(DataDirectory data, InstantSource clock, Starts starts, Start start) {
        this.data = data;
        this.clock = clock;
        this.starts = starts;
        this.start = start;
    }

    /// Writes down as well how the run before must have ended, if it could not do so itself.
    static ThisStart begin(DataDirectory data, InstantSource clock, Occasion occasion)
            throws IOException {
        Starts starts = withEndOfLast(data, occasion);
        int restarts = occasion.isRestart() ? starts.newest().map(ThisStart::next).orElse(0) : 0;
        ProcessMark self = ProcessMark.of(ProcessHandle.current().pid()).orElseThrow();
        Start start =
                new Start(
                        clock.instant(),
                        self,
                        System.getProperty("tributary.build", ""),
                        restarts,
                        null,
                        null);
        ThisStart begun = new ThisStart(data, clock, starts.with(start), start);
        begun.starts.write(data);
        return begun;
    }

    /// A machine that comes up starts its services; that is no restart.
    private static int next(Start before) {
        Ending ending = before.ending();
        return ending != null && ending.how() == Ending.How.REBOOTED ? 0 : before.restarts() + 1;
    }

    private static Starts withEndOfLast(DataDirectory data, Occasion occasion) throws IOException {
        Starts starts = Starts.read(data);
        Start last = starts.newest().orElse(null);
        if (last == null || last.ending() != null) {
            return starts;
        }
        Ending ending =
                Ending.judge(
                        last,
                        ProcessMark.bootId(),
                        occasion.exitCode(),
                        CrashReport.in(data.logs()));
        log.atWarn()
                .addKeyValue("pid", last.process().pid())
                .addKeyValue("error", ending)
                .log("the run before did not end in order");
        return starts.replacingNewest(last.ended(ending));
    }

    void up() throws IOException {
        replace(start.up(clock.instant()));
    }

    private void replace(Start changed) throws IOException {
        start = changed;
        starts = starts.replacingNewest(changed);
        starts.write(data);
    }

    @Override
    public void close() throws IOException {
        Ending.How how = start.upAt() == null ? Ending.How.DID_NOT_START : Ending.How.IN_ORDER;
        replace(start.ended(new Ending(how, clock.instant(), "")));
    }
}
