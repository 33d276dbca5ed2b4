package dev.tributary.mcp.tool;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Moment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of a call; each complaint says what to give. A little more is accepted than
/// the schemas say, as agents write it: a word for a list of one, a number in quotes.
final class Arguments {

    private static final int LONGEST_LIST = 100;
    private static final int LONGEST_WORD = 2_000;

    /// Nobody chatted before; Postgres' calendar ends somewhere.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Map<String, Object> given;
    private final Clock clock;

    /// @throws BadArguments for a name that is none of the parameters'
    Arguments(Map<String, Object> given, List<Parameter> parameters, Clock clock) {
        this.given = given;
        this.clock = clock;
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new BadArguments(
                        "\""
                                + shortened(name)
                                + "\" is no parameter of this tool; it has "
                                + String.join(", ", names));
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.isRequired() && given.get(parameter.name()) == null) {
                throw new BadArguments(
                        "\""
                                + parameter.name()
                                + "\" is missing: "
                                + parameter.schema().get("description"));
            }
        }
    }

    @Nullable String text(String name) {
        Object value = given.get(name);
        return switch (value) {
            case null -> null;
            case String text when text.isBlank() && !name.equals("query") -> null;
            case String text -> plain(text);
            case Number number when !name.equals("query") -> number.toString();
            default -> throw wrong(name, "a string", value);
        };
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw new BadArguments("\"" + name + "\" is missing");
        }
        return text;
    }

    List<String> texts(String name) {
        Object value = given.get(name);
        return switch (value) {
            case null -> List.of();
            case String text -> text.isBlank() ? List.of() : List.of(word(name, text));
            case Collection<?> list -> {
                if (list.size() > LONGEST_LIST) {
                    throw new BadArguments(
                            "\""
                                    + name
                                    + "\" has "
                                    + list.size()
                                    + " entries and may have "
                                    + LONGEST_LIST);
                }
                List<String> words = new ArrayList<>();
                for (Object each : list) {
                    switch (each) {
                        case String text -> words.add(word(name, text));
                        case Number number -> words.add(number.toString());
                        case null, default -> throw wrong(name, "a list of strings", value);
                    }
                }
                yield words;
            }
            default -> throw wrong(name, "a list of strings", value);
        };
    }

    private static String word(String name, String text) {
        if (text.length() > LONGEST_WORD) {
            throw new BadArguments(
                    "an entry of \""
                            + name
                            + "\" has "
                            + text.length()
                            + " characters and may have "
                            + LONGEST_WORD);
        }
        return plain(text);
    }

    int number(String name, int otherwise, int least, int most) {
        Object value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value.toString());
            if (number == Math.rint(number) && number >= least && number <= most) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what was expected.
        }
        throw wrong(name, "a whole number from " + least + " to " + most, value);
    }

    boolean flag(String name) {
        Object value = given.get(name);
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text when text.equals("true") || text.equals("false") ->
                    text.equals("true");
            default -> throw wrong(name, "true or false", value);
        };
    }

    @Nullable Instant moment(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            Instant moment = Moment.parse(text, clock.instant(), clock.getZone());
            return moment.isBefore(EARLIEST) ? EARLIEST : moment.isAfter(LATEST) ? LATEST : moment;
        } catch (IllegalArgumentException e) {
            throw new BadArguments("\"" + name + "\": " + e.getMessage());
        }
    }

    /// @throws BadArguments with the words of what could not be parsed
    <T> Set<T> all(String name, Function<String, T> parse) {
        Set<T> parsed = new LinkedHashSet<>();
        for (String text : texts(name)) {
            try {
                parsed.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                throw new BadArguments("\"" + name + "\": " + e.getMessage());
            }
        }
        return parsed;
    }

    /// Those of the filters that the tool has.
    Filters filters() {
        return filters(texts("chats"));
    }

    Filters filters(List<String> chats) {
        try {
            return new Filters(
                    all("sources", Service::of),
                    all("accounts", AccountId::parse),
                    chats,
                    texts("senders"),
                    moment("since"),
                    moment("until"),
                    flag("include_deleted"));
        } catch (IllegalArgumentException e) {
            throw new BadArguments(String.valueOf(e.getMessage()));
        }
    }

    private static BadArguments wrong(String name, String expected, @Nullable Object found) {
        return new BadArguments(
                "\""
                        + name
                        + "\" must be "
                        + expected
                        + (found instanceof String || found instanceof Number
                                ? ", not \"" + shortened(found.toString()) + "\""
                                : ""));
    }

    /// Postgres has no NUL in text.
    private static String plain(String text) {
        return text.replace("\0", "");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
