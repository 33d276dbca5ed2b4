/// What a client and a daemon say to each other: [Frame] is one message, [FrameChannel] sends and
/// receives them. A frame is the length of its body (4 bytes, big-endian), one byte of type and the
/// body. Both sides begin with a Hello; the client then sends one Command, the daemon answers with
/// any number of OutputChunk and Progress frames, with an Alive where it has long had nothing to
/// say, and ends with one Exit or Error. Closing the connection before that cancels the command. No
/// threads; loads nothing but the JDK.
@NullMarked
package dev.tributary.rpc.wire;

import org.jspecify.annotations.NullMarked;
