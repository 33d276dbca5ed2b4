/// `tributary demo`: a sample of our own writing goes the whole way, through the VK Teams wire and
/// the Telegram importer into the archive, and four questions are answered. [DemoCommand] is the
/// entry, [Sample] what is fed.
@NullMarked
package dev.tributary.standalone.demo;

import org.jspecify.annotations.NullMarked;
