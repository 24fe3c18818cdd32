package dev.cascade.payments.rest;

import dev.cascade.payments.config.Applications;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.payments.topology.PaymentViews;
import dev.cascade.payments.topology.ViewsTopology;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.ExposedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;

/** The stores that people may look into over HTTP, under /v1/state. */
@ApplicationScoped
class ExposedStores {

  private final PaymentViews views;

  ExposedStores(PaymentViews views) {
    this.views = views;
  }

  @Produces
  @Singleton
  ExposedStore accounts() {
    return exposed(
        views.accounts().store(),
        Topics.ACCOUNT_BALANCES,
        value -> AccountView.of((AccountSnapshot) value));
  }

  @Produces
  @Singleton
  ExposedStore alerts() {
    return exposed(
        views.alerts().store(),
        Topics.ACCOUNT_ALERTS,
        value -> AccountView.of((AccountSnapshot) value));
  }

  @Produces
  @Singleton
  ExposedStore submitted() {
    return exposed(
        views.incoming().store(),
        Topics.PAYMENTS_INCOMING,
        value -> PaymentView.of((Payment) value));
  }

  @Produces
  @Singleton
  ExposedStore ended() {
    return exposed(
        views.ended().store(), Topics.PAYMENTS_COMPLETE, value -> PaymentView.of((Payment) value));
  }

  @Produces
  @Singleton
  ExposedStore confirmed() {
    return exposed(
        views.confirmed().store(),
        Topics.PAYMENTS_CONFIRMED,
        value -> PaymentView.of((Payment) value));
  }

  @Produces
  @Singleton
  ExposedStore commands() {
    return exposed(
        views.commands().store(), Topics.CONTROL_COMMANDS, value -> command((GateCommand) value));
  }

  @Produces
  @Singleton
  ExposedStore flows() {
    return counted(ViewsTopology.FLOWS, ExposedStore.Kind.KEY_VALUE);
  }

  @Produces
  @Singleton
  ExposedStore throughput() {
    return counted(ViewsTopology.THROUGHPUT, ExposedStore.Kind.WINDOWED);
  }

  /** What a partition counted lies on that partition, whatever its key is. */
  private static ExposedStore counted(String store, ExposedStore.Kind kind) {
    return new ExposedStore(
        Applications.VIEWS, store, "", kind, ExposedStore.Placement.ANYWHERE, value -> value);
  }

  private static ExposedStore exposed(String store, String topic, Function<Object, Object> json) {
    return new ExposedStore(Applications.VIEWS, store, topic, ExposedStore.Kind.KEY_VALUE, json);
  }

  private static Map<String, String> command(GateCommand command) {
    return Map.of("commandId", command.commandId(), "mode", command.mode().name());
  }
}
