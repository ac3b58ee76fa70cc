import { prepareTemplate } from "./data-folder";

await prepareTemplate();
