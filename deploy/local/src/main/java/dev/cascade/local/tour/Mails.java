package dev.cascade.local.tour;

import com.fasterxml.jackson.databind.JsonNode;

/** A mail as the mail server's API tells it. */
final class Mails {

  private Mails() {}

  static String readable(JsonNode mail) {
    return mail.path("mimeMessage").asText().strip().replace("\r", "").indent(4).stripTrailing();
  }
}
