package dev.cascade.email.topology;

import dev.cascade.schemas.catalogue.Topics;

/**
 * The topics that the sending reads and writes.
 *
 * @param requests who should get a mail
 * @param resends operators' wishes to send one again
 * @param outcomes what became of each
 * @param deadLetters requests that were refused
 */
public record SendingTopics(String requests, String resends, String outcomes, String deadLetters) {

  /** Those of the catalogue. */
  public static SendingTopics ofCatalogue() {
    return new SendingTopics(
        Topics.PLATINUM_EMAILS,
        Topics.EMAIL_RESENDS,
        Topics.EMAILS_SENT,
        Topics.EMAIL_DEAD_LETTERS);
  }
}
