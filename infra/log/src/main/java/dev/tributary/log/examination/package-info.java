/// A look at a cluster that alters nothing of ours: whether it is there, what it lacks, and what to
/// run. [KafkaExamination] asks; [ClusterLook], [TopicsLook] and [RightsLook] each judge one side
/// of the answers. All of it runs in the caller's thread.
@NullMarked
package dev.tributary.log.examination;

import org.jspecify.annotations.NullMarked;
