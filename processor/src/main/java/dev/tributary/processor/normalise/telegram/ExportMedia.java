package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What hangs on an exported message. Words in it that people search for (a poll's question and
/// answers, a contact's name, a place, a game, a task list) are text too.
///
/// @param words the searchable lines, in order
record ExportMedia(List<Attachment> attachments, List<String> words) {

    /// What the exporter writes instead of a path, sometimes after the file's name.
    private static final Pattern NO_FILE =
            Pattern.compile(
                    "(?s)(.*?) ?\\((?:File|Photo) (?:not included|exceeds|unavailable).*\\)");

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");

    ExportMedia {
        attachments = List.copyOf(attachments);
        words = List.copyOf(words);
    }

    static ExportMedia of(WireObject message) {
        List<Attachment> attachments = new ArrayList<>(1);
        List<String> words = new ArrayList<>(0);
        if (message.hint("photo") != null) {
            attachments.add(file(message, "photo", "photo", null, "photo_file_size"));
        }
        if (message.hint("file") != null) {
            attachments.add(file(message, kind(message), "file", name(message), "file_size"));
        }
        contact(message, attachments, words);
        place(message, attachments, words);
        poll(message, attachments, words);
        taskList(message, words);
        addPresent(words, message.hint("game_title"), message.hint("game_description"));
        return new ExportMedia(attachments, words);
    }

    private static Attachment file(
            WireObject message, String kind, String key, @Nullable String name, String sizeKey) {
        String said = message.hint(key);
        var missing = NO_FILE.matcher(said == null ? "" : said);
        String path = missing.matches() ? null : safePath(said);
        if (name == null && missing.matches() && !missing.group(1).isBlank()) {
            name = missing.group(1);
        }
        return new Attachment(
                kind, null, name, message.hint("mime_type"), message.hintNumber(sizeKey), path);
    }

    private static String kind(WireObject message) {
        return switch (message.hint("media_type")) {
            case "sticker" -> "sticker";
            case "voice_message" -> "voice";
            case "audio_file" -> "audio";
            case "video_file", "video_message", "animation" -> "video";
            case null, default -> "file";
        };
    }

    /// A sticker's file has the same name always.
    private static @Nullable String name(WireObject message) {
        String emoji = message.hint("sticker_emoji");
        if (emoji != null) {
            return emoji;
        }
        String name = message.hint("file_name");
        return name == null
                ? Wording.joined(" - ", message.hint("performer"), message.hint("title"))
                : name;
    }

    /// Null for a path that leads out of the export: it is a stranger's text.
    static @Nullable String safePath(@Nullable String path) {
        if (path == null || path.isBlank() || DRIVE.matcher(path).find()) {
            return null;
        }
        String[] steps = path.split("[/\\\\]", -1);
        boolean leadsOut = steps[0].isEmpty() || Stream.of(steps).anyMatch(".."::equals);
        return leadsOut ? null : path;
    }

    private static void contact(
            WireObject message, List<Attachment> attachments, List<String> words) {
        if (!message.node("contact_information").isObject()) {
            return;
        }
        WireObject contact = message.object("contact_information");
        String name = Wording.joined(" ", contact.hint("first_name"), contact.hint("last_name"));
        attachments.add(attachment("contact", name));
        addPresent(words, Wording.joined(" ", name, Wording.phone(contact.hint("phone_number"))));
    }

    private static void place(
            WireObject message, List<Attachment> attachments, List<String> words) {
        JsonNode point = message.node("location_information");
        String place = Wording.joined(", ", message.hint("place_name"), message.hint("address"));
        if (!point.isObject() && place == null) {
            return;
        }
        String coordinates = Wording.coordinates(point.path("latitude"), point.path("longitude"));
        attachments.add(attachment("location", Wording.joined(" ", place, coordinates)));
        addPresent(words, place);
    }

    private static void poll(WireObject message, List<Attachment> attachments, List<String> words) {
        if (!message.node("poll").isObject()) {
            return;
        }
        WireObject poll = message.object("poll");
        String question = ExportText.rich(poll, "question");
        attachments.add(attachment("poll", question));
        words.add(question);
        poll.objects("answers")
                .forEach(answer -> words.add(Wording.item(ExportText.rich(answer, "text"))));
    }

    private static void taskList(WireObject message, List<String> words) {
        if (!message.node("todo_list").isObject()) {
            return;
        }
        WireObject list = message.object("todo_list");
        words.add(ExportText.rich(list, "title"));
        list.objects("answers")
                .forEach(task -> words.add(Wording.item(ExportText.rich(task, "text"))));
    }

    private static Attachment attachment(String kind, @Nullable String name) {
        return new Attachment(kind, null, name, null, null, null);
    }

    private static void addPresent(List<String> words, @Nullable String... found) {
        for (String word : found) {
            if (word != null) {
                words.add(word);
            }
        }
    }
}
