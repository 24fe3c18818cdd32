package dev.cascade.streams.journal;

import dev.cascade.schemas.ApplicationError;
import dev.cascade.schemas.ApplicationEvent;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.journal.Backlog.Due;
import dev.cascade.streams.serde.AvroFormat;
import org.apache.kafka.common.serialization.Serializer;

/** The records' values, as the contracts say. */
final class JournalRecords {

  private final String service;
  private final String instance;
  private final Serializer<ApplicationError> errors;
  private final Serializer<ApplicationEvent> events;

  /** Of this instance of that service. */
  JournalRecords(String service, String instance, AvroFormat avro) {
    this.service = service;
    this.instance = instance;
    this.errors = avro.of(ApplicationError.class).serializer();
    this.events = avro.of(ApplicationEvent.class).serializer();
  }

  byte[] error(Due<LoggedError> due) {
    LoggedError logged = due.note();
    ApplicationError error =
        ApplicationError.newBuilder()
            .setEventId(due.id().toString())
            .setService(service)
            .setInstance(instance)
            .setLevel(logged.level())
            .setLogger(logged.logger())
            .setMessage(logged.message())
            .setStack(logged.stack())
            .setThread(logged.thread())
            .setTraceId(logged.traceId())
            .setCount(due.count())
            .setFirstAt(due.firstAt())
            .setAt(due.lastAt())
            .build();
    return errors.serialize(Topics.APPLICATION_ERRORS, error);
  }

  byte[] event(Due<Happening> due) {
    Happening happened = due.note();
    ApplicationEvent event =
        ApplicationEvent.newBuilder()
            .setEventId(due.id().toString())
            .setService(service)
            .setInstance(instance)
            .setEvent(happened.event())
            .setApplication(happened.application())
            .setDetail(happened.detail())
            .setAt(due.lastAt())
            .build();
    return events.serialize(Topics.APPLICATION_EVENTS, event);
  }
}
