package dev.tributary.standalone.stack;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is known of a data directory's stack as a set of processes, at one moment.
///
/// @param supervisor its process, if one watches
/// @param current the run that goes on, if one does
/// @param lastEnding of the run before that one
/// @param reports the newest first
/// @param ports by what answers there; empty unless it is up
/// @param agents whether they are served; empty unless it is up
public record StackState(
        Phase phase,
        OptionalLong pid,
        OptionalLong supervisor,
        Optional<Start> current,
        Optional<Ending> lastEnding,
        Starts starts,
        List<CrashReport> reports,
        Map<String, Integer> ports,
        Optional<Endpoints.Agents> agents) {

    /// What it does.
    public enum Phase {
        UP,
        STARTING,
        /// In the pause after a crash.
        RESTARTING,
        DOWN
    }

    public static StackState of(DataDirectory data) throws IOException {
        OptionalLong holder = StackLock.holder(data);
        Optional<ProcessHandle> supervisor = Supervisor.find(data);
        Starts starts = Starts.read(data);
        List<CrashReport> reports = CrashReport.in(data.logs());
        Optional<Start> current =
                starts.newest()
                        .filter(start ->
                                holder.isPresent()
                                        && start.process().pid() == holder.getAsLong()
                                        && start.ending() == null);
        Optional<Endpoints> endpoints =
                Endpoints.read(data.endpointsFile())
                        .filter(known -> holder.isPresent() && known.pid() == holder.getAsLong());
        return new StackState(
                phase(holder.isPresent(), endpoints.isPresent(), supervisor.isPresent()),
                holder,
                supervisor
                        .map(ProcessHandle::pid)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                current,
                lastEnding(starts, current.isPresent(), reports),
                starts,
                reports,
                endpoints.map(StackState::ports).orElse(Map.of()),
                endpoints.map(Endpoints::agents));
    }

    private static Phase phase(boolean isHeld, boolean hasEndpoints, boolean isSupervised) {
        if (isHeld) {
            return hasEndpoints ? Phase.UP : Phase.STARTING;
        }
        return isSupervised ? Phase.RESTARTING : Phase.DOWN;
    }

    private static Optional<Ending> lastEnding(
            Starts starts, boolean runs, List<CrashReport> reports) {
        List<Start> over =
                runs ? starts.last().subList(0, starts.last().size() - 1) : starts.last();
        if (over.isEmpty()) {
            return Optional.empty();
        }
        Start last = over.getLast();
        return Optional.of(
                last.ending() == null
                        ? Ending.judge(last, ProcessMark.bootId(), OptionalInt.empty(), reports)
                        : last.ending());
    }

    private static Map<String, Integer> ports(Endpoints endpoints) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Secret kafka = endpoints.kafka().clientProperties().get("bootstrap.servers");
        if (kafka != null) {
            ports.put("kafka", URI.create("kafka://" + kafka.value()).getPort());
        }
        // jdbc:postgresql://127.0.0.1:PORT/DATABASE
        ports.put(
                "postgres",
                URI.create(endpoints.postgres().jdbcUrl().replaceFirst("^jdbc:", "")).getPort());
        if (endpoints.ingestorStatus() != null) {
            ports.put("status", endpoints.ingestorStatus().getPort());
        }
        if (endpoints.agents() != null && endpoints.agents().uri() != null) {
            ports.put("mcp", endpoints.agents().uri().getPort());
        }
        return ports;
    }

    /// Since somebody asked for a start.
    public int restarts() {
        return starts.newest().map(Start::restarts).orElse(0);
    }
}
