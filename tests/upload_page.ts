/** A page in a test that is sent files, without HTTP. */
import { TestPage } from "./session.ts";
import type { Job } from "../runtime/job.ts";
import { Uploads } from "../runtime/uploads.ts";
import type { UploadStorage } from "../runtime/uploads.ts";
import { stateName } from "../runtime/widget.ts";
import type { WidgetRecord } from "../runtime/widget.ts";

/** A page whose uploads lie in a map. */
export class UploadPage extends TestPage {
  readonly files: Map<string, string> = new Map();
  readonly parked: string[] = [];

  constructor(page: () => unknown) {
    super(page);
    const storage: UploadStorage = {
      maxSize: 1000,
      maxPageBytes: 10_000,
      open: ({ id }) => {
        const text = this.files.get(id);
        if (text === undefined) return Promise.reject(new Deno.errors.NotFound());
        return Promise.resolve(new Blob([text.slice(0, 2), text.slice(2)]).stream());
      },
      delete: ({ handle }) => void this.files.delete(handle.id),
      park: ({ id }) => void this.parked.push(id),
      claim: ({ id }) => this.files.has(id),
    };
    Object.assign(this.session, { uploads: new Uploads(storage) });
    this.session.schedule.submit({ kind: "load" });
  }

  override async use(
    ...uses: readonly (readonly [label: string, value: string | string[] | null])[]
  ): Promise<Job> {
    return this.#store(await super.use(...uses));
  }

  override async rerun(): Promise<Job> {
    return this.#store(await super.rerun());
  }

  /** Once a page is stored, what it let go is deleted. */
  #store(job: Job): Job {
    const { uploads } = this.session;
    uploads.delete(uploads.takeRemoved());
    return job;
  }

  /** A file arrives for the widget of this label. */
  send(label: string, id: string, text: string, name = `${id}.txt`): void {
    this.sendTo(this.widget(label), id, text, name);
  }

  /** The same for a widget that another one holds. */
  sendTo(record: WidgetRecord, id: string, text: string, name = `${id}.txt`): void {
    this.files.set(id, text);
    this.session.uploads.add(
      { id, name, type: "text/plain", size: text.length },
      { widget: record.id, place: stateName(record.id, record.key), stored: 0 },
    );
  }
}
