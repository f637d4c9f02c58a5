/** File name of the built worker, beside the console's script. */
declare const file: string;
export default file;
