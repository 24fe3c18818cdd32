package dev.cascade.console.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cascade.console.relay.Answer;
import dev.cascade.console.traces.TraceViews.Summary;
import dev.cascade.console.traces.TraceViews.Whole;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Takes spans as collectors do (OTLP over HTTP), and shows the latest traces to the pages. */
@Path("/")
@RunOnVirtualThread
public class TracesResource {

  private static final String PROTOBUF = "application/x-protobuf";

  private final Traces traces;

  TracesResource(Traces traces) {
    this.traces = traces;
  }

  /** Takes spans in; the answer of a collector that has taken all of them is empty. */
  @POST
  @Path("v1/traces")
  @Consumes(PROTOBUF)
  public Response take(byte[] request) {
    try {
      traces.add(OtlpSpans.read(request));
      return Response.ok(new byte[0], PROTOBUF).build();
    } catch (InvalidProtocolBufferException e) {
      return problem(400, "Bad Request", "The body is no ExportTraceServiceRequest.");
    }
  }

  /** The latest traces, the newest first. */
  @GET
  @Path("api/traces")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Summary> latest() {
    return traces.latest().stream().map(Summary::of).toList();
  }

  /** One trace with its spans. */
  @GET
  @Path("api/traces/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response trace(@PathParam("id") String id) {
    return traces
        .trace(id)
        .map(it -> Response.ok(Whole.of(it)).build())
        .orElseGet(() ->
            problem(404, "Not Found", "No such trace is kept; the console keeps the latest only."));
  }

  private static Response problem(int status, String title, String detail) {
    Answer answer = Answer.problem(status, title, detail);
    Response.ResponseBuilder response = Response.status(status).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }
}
