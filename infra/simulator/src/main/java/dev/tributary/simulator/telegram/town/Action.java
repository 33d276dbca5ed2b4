package dev.tributary.simulator.telegram.town;

import java.util.List;

/// What a service message tells.
public sealed interface Action {

    record GroupCreated(String title, List<Person> members) implements Action {

        public GroupCreated {
            members = List.copyOf(members);
        }
    }

    record ChannelCreated(String title) implements Action {}

    record Renamed(String title) implements Action {}

    record Joined(List<Person> people) implements Action {

        public Joined {
            people = List.copyOf(people);
        }
    }

    record Left(Person person) implements Action {}

    record Pinned() implements Action {}

    record TopicOpened(String title) implements Action {}
}
