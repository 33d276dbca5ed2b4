package dev.tributary.query;

import dev.tributary.contract.answer.Hit;

/// A hit and its place, for fusing and paging.
record Found(Key key, Hit hit) {}
