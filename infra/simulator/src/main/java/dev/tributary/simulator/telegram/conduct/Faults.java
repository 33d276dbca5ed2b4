package dev.tributary.simulator.telegram.conduct;

import dev.tributary.simulator.fault.Strikes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What goes wrong next: what a test says comes first, then the plan. Accounts are named by the
/// person's id, chats by TDLib's. Its methods may be called from any thread.
public final class Faults {

    private static final int SEE_OTHER = 303;

    /// What every data center answers, whoever's home it is.
    private static final List<String> AT_ANY_CENTER = List.of("auth.", "help.", "upload.");

    private final FaultPlan plan;
    private final Map<Long, Strikes<Fault>> strikes = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Forbidden, RpcError> forbidden = new HashMap<>();
    private final Map<String, Migration> migrations = new HashMap<>();
    private final Map<Long, Migration> homes = new HashMap<>();
    private final Map<Long, Integer> updatesToLose = new HashMap<>();
    private final Set<Long> withheld = new HashSet<>();

    public Faults(FaultPlan plan) {
        this.plan = plan;
    }

    /// What happens to a call in place of its answer.
    public sealed interface Blow {

        record Refused(RpcError error) implements Blow {}

        record ConnectionDropped() implements Blow {}

        record SessionForgotten() implements Blow {}
    }

    // What a test says

    /// The next calls of the function, by anybody.
    public synchronized void refuse(String function, int times, RpcError error) {
        rules.add(new Rule(function, OptionalLong.empty(), times, new Blow.Refused(error)));
    }

    /// The account's next calls of the function.
    public synchronized void refuse(long accountId, String function, int times, RpcError error) {
        rules.add(new Rule(function, OptionalLong.of(accountId), times, new Blow.Refused(error)));
    }

    /// The account's next calls of the function lose their connection in place of an answer.
    public synchronized void dropConnection(long accountId, String function, int times) {
        rules.add(
                new Rule(
                        function, OptionalLong.of(accountId), times, new Blow.ConnectionDropped()));
    }

    /// The account may not look into the chat, until [#allow].
    public synchronized void forbid(long accountId, long chatId, RpcError error) {
        forbidden.put(new Forbidden(accountId, chatId), error);
    }

    public synchronized void allow(long accountId, long chatId) {
        forbidden.remove(new Forbidden(accountId, chatId));
    }

    /// The function is answered at one data center only: at others it is refused with 303 and the
    /// error's name and the center's number, `PHONE_MIGRATE` and 2 for example.
    public synchronized void migrate(String function, String error, int dataCenter) {
        migrations.put(function, new Migration(error, dataCenter));
    }

    /// The account lives at that data center from now on: others refuse it with `USER_MIGRATE` and
    /// the center's number, but for files and for what is asked before the sign-in. A client goes
    /// on only where it has a key there that is signed in; it has if it fetched a file from there.
    public synchronized void move(long accountId, int dataCenter) {
        homes.put(accountId, new Migration("USER_MIGRATE", dataCenter));
    }

    /// The account is not told of so many of the next changes, though they count.
    public synchronized void loseUpdates(long accountId, int times) {
        updatesToLose.merge(accountId, times, Integer::sum);
    }

    /// The account is told of nothing, though all counts, until [#tell].
    public synchronized void withholdUpdates(long accountId) {
        withheld.add(accountId);
    }

    public synchronized void tell(long accountId) {
        withheld.remove(accountId);
    }

    // What the server asks

    /// @param accountId empty before it signed in
    public synchronized Optional<Blow> next(
            String function, int dataCenter, OptionalLong accountId, OptionalLong chatId) {
        Optional<Blow> scripted = scripted(function, dataCenter, accountId, chatId);
        if (scripted.isPresent() || accountId.isEmpty()) {
            return scripted;
        }
        return strikes(accountId.getAsLong())
                .next(fault -> fault.strikesIn(Fault.Scope.READ))
                .map(Faults::blow);
    }

    private Optional<Blow> scripted(
            String function, int dataCenter, OptionalLong accountId, OptionalLong chatId) {
        Optional<Migration> migration = migration(function, accountId);
        if (migration.isPresent() && migration.get().dataCenter() != dataCenter) {
            return Optional.of(new Blow.Refused(migration.get().error()));
        }
        if (accountId.isPresent() && chatId.isPresent()) {
            RpcError error =
                    forbidden.get(new Forbidden(accountId.getAsLong(), chatId.getAsLong()));
            if (error != null) {
                return Optional.of(new Blow.Refused(error));
            }
        }
        for (Iterator<Rule> it = rules.iterator(); it.hasNext(); ) {
            Rule rule = it.next();
            if (rule.fits(function, accountId)) {
                if (--rule.left == 0) {
                    it.remove();
                }
                return Optional.of(rule.blow);
            }
        }
        return Optional.empty();
    }

    private Optional<Migration> migration(String function, OptionalLong accountId) {
        Migration ofFunction = migrations.get(function);
        if (ofFunction != null
                || accountId.isEmpty()
                || AT_ANY_CENTER.stream().anyMatch(function::startsWith)) {
            return Optional.ofNullable(ofFunction);
        }
        return Optional.ofNullable(homes.get(accountId.getAsLong()));
    }

    private static Blow blow(Fault fault) {
        return switch (fault) {
            case FLOOD_WAIT -> new Blow.Refused(RpcError.floodWait(1));
            case LONG_FLOOD_WAIT -> new Blow.Refused(RpcError.floodWait(61));
            case INTERNAL_ERROR -> new Blow.Refused(RpcError.internal());
            case DROPPED_CONNECTION -> new Blow.ConnectionDropped();
            case FORGOTTEN_SESSION -> new Blow.SessionForgotten();
            case LOST_UPDATE ->
                    throw new IllegalStateException("\"" + fault + "\" does not strike calls");
        };
    }

    /// Whether the account is not to be told of a change that does not count: one that is lost
    /// would be lost for good.
    public synchronized boolean withholds(long accountId) {
        return withheld.contains(accountId);
    }

    /// Whether the account is not to be told of a change that counts.
    public synchronized boolean losesUpdate(long accountId) {
        if (withholds(accountId)) {
            return true;
        }
        int left = updatesToLose.getOrDefault(accountId, 0);
        if (left > 0) {
            updatesToLose.put(accountId, left - 1);
            return true;
        }
        return strikes(accountId).next(fault -> fault.strikesIn(Fault.Scope.UPDATE)).isPresent();
    }

    /// How often each fault of the plan has struck the account; those that have not are absent.
    public synchronized Map<Fault, Integer> struck(long accountId) {
        return strikes(accountId).struck();
    }

    private Strikes<Fault> strikes(long accountId) {
        return strikes.computeIfAbsent(accountId, plan::strikes);
    }

    private record Forbidden(long accountId, long chatId) {}

    private record Migration(String name, int dataCenter) {

        RpcError error() {
            return new RpcError(SEE_OTHER, name + "_" + dataCenter);
        }
    }

    private static final class Rule {

        private final String function;
        private final OptionalLong accountId;
        private final Blow blow;
        private int left;

        Rule(String function, OptionalLong accountId, int times, Blow blow) {
            this.function = function;
            this.accountId = accountId;
            this.left = times;
            this.blow = blow;
        }

        boolean fits(String called, OptionalLong caller) {
            return left > 0
                    && function.equals(called)
                    && (accountId.isEmpty() || accountId.equals(caller));
        }
    }
}
