package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.catalogue.Topics;
import java.util.Map;
import java.util.TreeMap;

/** Each order has one mail at most. */
final class MailModel implements Model {

  private final Complaints complaints;
  private final Map<String, Integer> mails = new TreeMap<>();

  MailModel(Complaints complaints) {
    this.complaints = complaints;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.PLATINUM_EMAILS, EmailRequested.class)
        .ifPresent(mail -> {
          int count = mails.merge(mail.getOrderId(), 1, Integer::sum);
          complaints.judge(
              count == 1, "one-mail", mail.getOrderId(), () -> count + " mails are asked for");
        });
  }

  @Override
  public void conclude() {}
}
