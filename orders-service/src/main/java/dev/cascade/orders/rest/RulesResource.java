package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rules that new orders must pass; a validator is plugged in by putting its rule. */
@Path("/v1/validation-rules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Validation rules")
public class RulesResource {

  private static final Set<String> FIELDS =
      Set.of("name", "required", "active", "perLine", "deadlineMillis");
  private static final String NOT_SEEN = "Written, and not seen by this instance in time";
  private static final int USUAL_DEADLINE_MILLIS = 30_000;
  private static final int LONGEST_DEADLINE_MILLIS = 7 * 24 * 60 * 60 * 1_000;

  private final RuleBook rules;
  private final Timeouts timeouts;

  RulesResource(RuleBook rules, Timeouts timeouts) {
    this.rules = rules;
    this.timeouts = timeouts;
  }

  /** All rules. */
  @GET
  @Operation(summary = "All rules, those that do not count included")
  public Map<String, List<RuleView>> list(@QueryParam("timeout") @Nullable String timeout) {
    Deadline deadline = timeouts.deadline(timeout);
    return Map.of("items", rules.all(deadline).stream().map(RuleView::of).toList());
  }

  /** One rule. */
  @GET
  @Path("/{name}")
  @Operation(summary = "One rule")
  public RuleView show(
      @PathParam("name") String name, @QueryParam("timeout") @Nullable String timeout) {
    return RuleView.of(rules.existing(Ids.checked("name", name), timeouts.deadline(timeout)));
  }

  /** Makes or changes a rule. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make or change a rule",
      description =
          "Orders that are created after the answer are measured by it; orders in flight keep the"
              + " rules they were created with.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Bodies.Rule.class)))
  @APIResponse(
      responseCode = "200",
      description = "This instance measures by it",
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(responseCode = "504", description = NOT_SEEN)
  public RuleView put(
      @PathParam("name") String name,
      @QueryParam("timeout") @Nullable String timeout,
      byte[] body) {
    ValidationRule rule = rule(Ids.checked("name", name), JsonObjects.of(body));
    rules.put(rule, timeouts.deadline(timeout));
    return RuleView.of(rule);
  }

  /** Removes a rule. */
  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Remove a rule",
      description = "A built-in rule stays, as one that is not active; put it to have it back.")
  @APIResponse(responseCode = "204", description = "This instance knows it no more")
  @APIResponse(responseCode = "504", description = NOT_SEEN)
  public void remove(
      @PathParam("name") String name, @QueryParam("timeout") @Nullable String timeout) {
    rules.remove(Ids.checked("name", name), timeouts.deadline(timeout));
  }

  private static ValidationRule rule(String name, ObjectNode json) {
    Violations violations = new Violations();
    JsonObjects.refuseUnknown(json, "", FIELDS, violations);
    FieldReader fields = new FieldReader(json, "", violations);
    fields
        .text("name", Ids.MAX_CHARS)
        .filter(given -> !given.equals(name))
        .ifPresent(given -> violations.add("name", "must be the name in the path"));
    int deadlineMillis =
        JsonObjects.has(json, "deadlineMillis")
            ? fields.integer("deadlineMillis", 1, LONGEST_DEADLINE_MILLIS).orElse(1)
            : USUAL_DEADLINE_MILLIS;
    ValidationRule rule =
        new ValidationRule(
            name,
            fields.flag("required", true),
            fields.flag("active", true),
            fields.flag("perLine", false),
            Duration.ofMillis(deadlineMillis));
    violations.throwIfAny();
    return rule;
  }
}
