package dev.tributary.log;

/// Why a topic is not as the design needs it.
///
/// @param grave whether nothing may be written before it is mended; otherwise it works, with less
///   than was asked for
/// @param sentence what is wrong
/// @param remedy what to run or to do
public record TopicProblem(boolean grave, String sentence, String remedy) {}
