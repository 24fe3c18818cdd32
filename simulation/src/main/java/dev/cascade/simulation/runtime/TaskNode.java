package dev.cascade.simulation.runtime;

import dev.cascade.simulation.log.FencedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.InternalFixedKeyRecordFactory;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A node of one task, with the processor that is its own. */
final class TaskNode {

  private final Task task;
  private final Plan.Node plan;
  private final List<TaskNode> children = new ArrayList<>();
  private @Nullable Processor<Object, Object, Object, Object> processor;
  private @Nullable FixedKeyProcessor<Object, Object, Object> fixedKeyProcessor;

  TaskNode(Task task, Plan.Node plan) {
    this.task = task;
    this.plan = plan;
  }

  String name() {
    return plan.name();
  }

  void feeds(TaskNode child) {
    children.add(child);
  }

  @SuppressWarnings("unchecked") // the types of neighbours fit, as the topology was built
  void init() {
    if (plan instanceof Plan.Step step) {
      NodeContext context = new NodeContext(task, this);
      if (step.supplier() != null) {
        processor = (Processor<Object, Object, Object, Object>) step.supplier().get();
        processor.init(context);
      } else if (step.fixedKeySupplier() != null) {
        fixedKeyProcessor =
            (FixedKeyProcessor<Object, Object, Object>) step.fixedKeySupplier().get();
        fixedKeyProcessor.init(context);
      }
    }
  }

  void close() {
    if (processor != null) {
      processor.close();
    }
    if (fixedKeyProcessor != null) {
      fixedKeyProcessor.close();
    }
  }

  void forward(Record<Object, Object> record, @Nullable String child) {
    for (TaskNode each : children) {
      if (child == null || each.name().equals(child)) {
        each.process(record);
      }
    }
  }

  /** What throws is answered where it threw, as Kafka does; what was forwarded before stays. */
  private void process(Record<Object, Object> record) {
    try {
      switch (plan) {
        case Plan.Source _ -> forward(record, null);
        case Plan.Sink sink -> task.write(sink, record);
        case Plan.Step _ -> step(record);
      }
    } catch (StoppedException | FencedException e) {
      throw e;
    } catch (RuntimeException e) {
      task.failed(name(), record, e);
    }
  }

  private void step(Record<Object, Object> record) {
    if (processor != null) {
      processor.process(record);
    } else if (fixedKeyProcessor != null) {
      fixedKeyProcessor.process(InternalFixedKeyRecordFactory.create(record));
    }
  }
}
