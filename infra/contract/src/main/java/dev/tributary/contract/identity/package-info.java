/// Who and where: accounts, chats, messages and the reference that names one message for ever.
/// Every other package of the house builds on these values; nothing here does I/O.
@NullMarked
package dev.tributary.contract.identity;

import org.jspecify.annotations.NullMarked;
