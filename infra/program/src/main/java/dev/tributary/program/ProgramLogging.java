package dev.tributary.program;

import static java.util.Map.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.tributary.contract.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// Sets up Logback by the configuration. It is done in code because several programs share one
/// class path, where several configuration files of one name would hide each other.
public final class ProgramLogging {

    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%replace( %kvp){'^ $', ''}%n%ex{short}";
    private static final String FILE_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%replace( %kvp){'^ $',"
                    + " ''}%n%ex";

    /// Libraries that tell their whole life at INFO.
    private static final Map<String, Level> QUIET =
            Map.ofEntries(
                    entry("org.apache.kafka", Level.WARN),
                    // Tell each attempt that is repeated; the last one is an exception of ours.
                    entry("org.apache.kafka.clients.NetworkClient", Level.ERROR),
                    entry("org.apache.kafka.clients.producer.internals.Sender", Level.ERROR),
                    // Warns of each partition whose end is asked for without being assigned.
                    entry(
                            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
                            Level.ERROR),
                    entry("kafka", Level.WARN),
                    entry("state.change.logger", Level.WARN),
                    // Warns of each start: that it is the controller now.
                    entry("org.apache.kafka.controller.QuorumController", Level.ERROR),
                    // Its failures are tried again by the feed, which tells them in a line.
                    entry("io.debezium", Level.OFF),
                    entry("org.flywaydb", Level.WARN),
                    entry("com.zaxxer.hikari", Level.WARN),
                    entry("ai.djl", Level.ERROR),
                    // Tells each attempt with its trace; the last one is an exception of ours.
                    entry("dev.langchain4j.internal.RetryUtils", Level.ERROR),
                    // Reports each unused key of a configuration that is shared between clients.
                    entry("org.apache.kafka.common.config.AbstractConfig", Level.ERROR),
                    // Warns at each start of a handler for global tables, which we do not have.
                    entry("org.apache.kafka.streams.StreamsConfig", Level.ERROR));

    private ProgramLogging() {}

    /// Talk goes to stderr: stdout belongs to results.
    public static void toStderr(Settings.Logging logging) {
        LoggerContext context = fresh();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        start(context, console, logging, PATTERN);
    }

    /// For a detached program: five files of 10 MB each.
    public static void toFile(Settings.Logging logging, Path file) {
        LoggerContext context = fresh();
        RollingFileAppender<ILoggingEvent> rolling = new RollingFileAppender<>();
        rolling.setFile(file.toString());
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(rolling);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(4);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        size.start();
        rolling.setRollingPolicy(window);
        rolling.setTriggeringPolicy(size);
        start(context, rolling, logging, FILE_PATTERN);
    }

    /// Changes the level of our own code and leaves the libraries as they are.
    public static void ours(Settings.Logging.Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("dev.tributary").setLevel(Level.valueOf(level.name()));
    }

    private static LoggerContext fresh() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        return context;
    }

    private static void start(
            LoggerContext context,
            OutputStreamAppender<ILoggingEvent> appender,
            Settings.Logging logging,
            String pattern) {
        appender.setContext(context);
        appender.setEncoder(encoder(context, logging.format(), pattern));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.valueOf(logging.level().name()));
        if (logging.level() != Settings.Logging.Level.DEBUG) {
            QUIET.forEach((name, level) -> context.getLogger(name).setLevel(level));
            appender.addFilter(new RepeatedByItsProducer());
        }
        // Last: until the levels stand, everything would be told.
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> encoder(
            LoggerContext context, Settings.Logging.Format format, String pattern) {
        Encoder<ILoggingEvent> encoder =
                switch (format) {
                    case TEXT -> {
                        PatternLayoutEncoder text = new PatternLayoutEncoder();
                        text.setPattern(pattern);
                        yield text;
                    }
                    case JSON -> new JsonEncoder();
                };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
