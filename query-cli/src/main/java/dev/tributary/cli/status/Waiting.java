package dev.tributary.cli.status;

import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.contract.topic.Topics;
import java.util.List;

/// What a service has sent and the archive does not show yet: its raw records that wait to be
/// normalised, and the events that wait to be stored, which may be any service's.
public record Waiting(List<Lag> lags) {

    public Waiting {
        lags = List.copyOf(lags);
    }

    public long of(Service service) {
        long waiting = 0;
        for (Lag lag : lags) {
            for (Lane lane : Lane.values()) {
                boolean isRaw =
                        lag.group().equals(ConsumerGroups.normalise(lane))
                                && lag.topic().equals(Topics.raw(service, lane).toString());
                if (isRaw || lag.group().equals(ConsumerGroups.store(lane))) {
                    waiting += lag.records();
                }
            }
        }
        return waiting;
    }
}
