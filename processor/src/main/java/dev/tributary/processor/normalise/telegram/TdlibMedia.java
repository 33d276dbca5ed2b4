package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What hangs on a message, with the searchable words in it: the twin of [ExportMedia], and like it
/// silent about what an export does not tell (stories, dice, invoices, giveaways, paid media).
///
/// An attachment's `fileId` is TDLib's `unique_id`, which stays the same for ever and for
/// everybody; the `id` by which it is fetched may change, and comes with the message.
///
/// @param words the searchable lines, in order
record TdlibMedia(List<Attachment> attachments, List<String> words) {

    private static final TdlibMedia NONE = new TdlibMedia(List.of(), List.of());

    TdlibMedia {
        attachments = List.copyOf(attachments);
        words = List.copyOf(words);
    }

    /// @param content a `MessageContent`
    static TdlibMedia of(WireObject content) {
        return switch (content.id("@type")) {
            case "messagePhoto", "messageChatChangePhoto", "messageSuggestProfilePhoto" ->
                    photo(content.objectOrNull("photo"));
            case "messageVideo" -> named("video", content.objectOrNull("video"), "video");
            case "messageAnimation" ->
                    named("video", content.objectOrNull("animation"), "animation");
            case "messageDocument" -> named("file", content.objectOrNull("document"), "document");
            case "messageAudio" -> audio(content.objectOrNull("audio"));
            case "messageVoiceNote" -> voice(content.objectOrNull("voice_note"));
            case "messageVideoNote" -> videoNote(content.objectOrNull("video_note"));
            case "messageSticker" -> sticker(content.objectOrNull("sticker"));
            case "messageExpiredPhoto" -> bare("photo", null);
            case "messageExpiredVideo", "messageExpiredVideoNote" -> bare("video", null);
            case "messageExpiredVoiceNote" -> bare("voice", null);
            case "messageLocation" -> place(content.objectOrNull("location"), null);
            case "messageLiveLocation" -> liveLocation(content.objectOrNull("location"));
            case "messageVenue" -> venue(content.objectOrNull("venue"));
            case "messageContact" -> contact(content.objectOrNull("contact"));
            case "messagePoll" -> poll(content.objectOrNull("poll"));
            case "messageChecklist" -> checklist(content.objectOrNull("list"));
            case "messageGame" -> game(content.objectOrNull("game"));
            default -> NONE;
        };
    }

    /// The largest of its sizes is the photo.
    private static TdlibMedia photo(@Nullable WireObject photo) {
        WireObject largest = null;
        long most = 0;
        for (WireObject size : photo == null ? List.<WireObject>of() : photo.objects("sizes")) {
            long area = pixels(size, "width") * pixels(size, "height");
            if (area > most) {
                most = area;
                largest = size;
            }
        }
        return largest == null
                ? bare("photo", null)
                : file("photo", null, null, largest.objectOrNull("photo"));
    }

    private static long pixels(WireObject size, String key) {
        Long pixels = size.hintNumber(key);
        return pixels == null ? 0 : pixels;
    }

    private static TdlibMedia named(String kind, @Nullable WireObject media, String fileKey) {
        return media == null
                ? bare(kind, null)
                : file(
                        kind,
                        media.hint("file_name"),
                        media.hint("mime_type"),
                        media.objectOrNull(fileKey));
    }

    private static TdlibMedia audio(@Nullable WireObject audio) {
        if (audio == null) {
            return bare("audio", null);
        }
        String name = audio.hint("file_name");
        return file(
                "audio",
                name == null
                        ? Wording.joined(" - ", audio.hint("performer"), audio.hint("title"))
                        : name,
                audio.hint("mime_type"),
                audio.objectOrNull("audio"));
    }

    private static TdlibMedia voice(@Nullable WireObject note) {
        return note == null
                ? bare("voice", null)
                : file("voice", null, note.hint("mime_type"), note.objectOrNull("voice"));
    }

    /// TDLib does not repeat the type, because there is only one.
    private static TdlibMedia videoNote(@Nullable WireObject note) {
        return note == null
                ? bare("video", null)
                : file("video", null, "video/mp4", note.objectOrNull("video"));
    }

    private static TdlibMedia sticker(@Nullable WireObject sticker) {
        if (sticker == null) {
            return bare("sticker", null);
        }
        WireObject format = sticker.objectOrNull("format");
        String mimeType =
                switch (format == null ? null : format.hint("@type")) {
                    case "stickerFormatWebp" -> "image/webp";
                    case "stickerFormatTgs" -> "application/x-tgsticker";
                    case "stickerFormatWebm" -> "video/webm";
                    case null, default -> null;
                };
        return file("sticker", sticker.hint("emoji"), mimeType, sticker.objectOrNull("sticker"));
    }

    private static TdlibMedia liveLocation(@Nullable WireObject live) {
        return place(live == null ? null : live.objectOrNull("location"), null);
    }

    private static TdlibMedia venue(@Nullable WireObject venue) {
        return venue == null
                ? NONE
                : place(
                        venue.objectOrNull("location"),
                        Wording.joined(", ", venue.hint("title"), venue.hint("address")));
    }

    private static TdlibMedia place(@Nullable WireObject point, @Nullable String place) {
        String coordinates =
                point == null
                        ? null
                        : Wording.coordinates(point.node("latitude"), point.node("longitude"));
        if (coordinates == null && place == null) {
            return NONE;
        }
        return new TdlibMedia(
                bare("location", Wording.joined(" ", place, coordinates)).attachments,
                place == null ? List.of() : List.of(place));
    }

    private static TdlibMedia contact(@Nullable WireObject contact) {
        if (contact == null) {
            return NONE;
        }
        String name = Wording.joined(" ", contact.hint("first_name"), contact.hint("last_name"));
        String words = Wording.joined(" ", name, Wording.phone(contact.hint("phone_number")));
        return new TdlibMedia(
                bare("contact", name).attachments, words == null ? List.of() : List.of(words));
    }

    private static TdlibMedia poll(@Nullable WireObject poll) {
        if (poll == null) {
            return NONE;
        }
        String question = TdlibText.formatted(poll, "question");
        return new TdlibMedia(
                bare("poll", question).attachments, list(question, poll.objects("options")));
    }

    private static TdlibMedia checklist(@Nullable WireObject checklist) {
        return checklist == null
                ? NONE
                : new TdlibMedia(
                        List.of(),
                        list(TdlibText.formatted(checklist, "title"), checklist.objects("tasks")));
    }

    private static List<String> list(String heading, List<WireObject> items) {
        List<String> words = new ArrayList<>();
        words.add(heading);
        items.forEach(item -> words.add(Wording.item(TdlibText.formatted(item, "text"))));
        return words;
    }

    private static TdlibMedia game(@Nullable WireObject game) {
        List<String> words = new ArrayList<>();
        for (String key : List.of("title", "description")) {
            String word = game == null ? null : game.hint(key);
            if (word != null) {
                words.add(word);
            }
        }
        return new TdlibMedia(List.of(), words);
    }

    private static TdlibMedia file(
            String kind,
            @Nullable String name,
            @Nullable String mimeType,
            @Nullable WireObject file) {
        WireObject remote = file == null ? null : file.objectOrNull("remote");
        return new TdlibMedia(
                List.of(
                        new Attachment(
                                kind,
                                remote == null ? null : remote.hint("unique_id"),
                                name,
                                mimeType,
                                file == null ? null : size(file),
                                null)),
                List.of());
    }

    /// Zero stands for an unknown size; the expected one is then a guess of TDLib's.
    private static @Nullable Long size(WireObject file) {
        Long size = file.hintNumber("size");
        return size == null || size == 0 ? null : size;
    }

    private static TdlibMedia bare(String kind, @Nullable String name) {
        return new TdlibMedia(
                List.of(new Attachment(kind, null, name, null, null, null)), List.of());
    }
}
