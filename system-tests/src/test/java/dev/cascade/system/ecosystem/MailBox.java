package dev.cascade.system.ecosystem;

import java.util.List;
import java.util.stream.StreamSupport;

/** What the SMTP server took for an address. */
public final class MailBox {

  private final Http http = new Http();
  private final String url;

  /** The mail box of one address. */
  public MailBox(Ecosystem ecosystem, String address) {
    this.url = ecosystem.mailUrl() + "/api/user/" + address + "/messages/INBOX/";
  }

  /** The mails that name the order, whole; none for an address that never got one. */
  public List<String> about(String orderId) {
    Http.Answer answer = http.get(url);
    return answer.status() == 200
        ? StreamSupport.stream(answer.body().spliterator(), false)
            .map(mail -> mail.path("mimeMessage").asText())
            .filter(mail -> mail.contains(orderId))
            .toList()
        : List.of();
  }
}
