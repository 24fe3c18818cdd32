package dev.cascade.sql.latest;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** What a format's decoder may ask when a lookup opens it. */
record OpenedLookup(FunctionContext context) implements InitializationContext {

  @Override
  public MetricGroup getMetricGroup() {
    return context.getMetricGroup();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(OpenedLookup.class.getClassLoader());
  }
}
