/// `ingestor telegram` and the accounts' signing in and out: [TelegramCommand] gets the library and
/// signs in, [SignIn] is the conversation between a person, who sits behind a [Prompt], and
/// Telegram. Nobody is ever registered.
@NullMarked
package dev.tributary.ingestor.telegram.login;

import org.jspecify.annotations.NullMarked;
