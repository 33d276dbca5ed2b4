/// Who of several ingestors reads an account: [AccountLease] joins a consumer group of Kafka that
/// has one partition to give, so that one member has it at a time. Whoever has it holds a [Tenure]
/// until Kafka takes it back or does not answer any more; the account's own thread reads under it,
/// a thread of the lease keeps it. What a process writes that missed the end of its tenure, the
/// transactional id of its successor refuses.
@NullMarked
package dev.tributary.ingestor.lease;

import org.jspecify.annotations.NullMarked;
