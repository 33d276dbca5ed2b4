package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.FileCabinet;

/// Files, in parts.
final class FileCalls {

    private final FileCabinet files;

    FileCalls(FileCabinet files) {
        this.files = files;
    }

    void into(Functions functions) {
        functions.toAccounts("upload.getFile", this::part);
    }

    private TlObject part(Caller caller, TlObject function) {
        TlObject location = function.object("location");
        if (!files.isFresh(location.bytes("file_reference"))) {
            throw new Refusal(400, "FILE_REFERENCE_EXPIRED");
        }
        byte[] part =
                files.part(
                                location.number("id"),
                                function.number("offset"),
                                function.integer("limit"))
                        .orElseThrow(() -> new Refusal(400, "FILE_ID_INVALID"));
        return TlObject.of("upload.file")
                .with("type", TlObject.of("storage.fileUnknown"))
                .with("bytes", part);
    }
}
